/** Walls as protection products, login pages and script shells put them up, written after what they are known by. */

import { page, script, type Wall } from './vectors.js';

const H_CAPTCHA = `<div class="h-captcha" data-sitekey="10000000-ffff-ffff-ffff-000000000001"></div>${script('https://js.hcaptcha.com/1/api.js', 'async')}`;
const RECAPTCHA = `<div class="g-recaptcha" data-sitekey="6Lc_key"></div>${script('https://www.google.com/recaptcha/api.js', 'async')}`;
const cloudflareFrame = (body: string): string =>
  `<div id="cf-wrapper"><div id="cf-error-details" class="cf-error-details-wrapper">${body}</div></div>`;
const login = `<form method="post" action="/session"><label>Email <input type="email" name="email"></label>
  <label>Password <input type="password" name="password"></label><button>Sign in</button></form>`;

const CLOUDFLARE: readonly Wall[] = [
  {
    name: 'a managed challenge of Cloudflare',
    rule: 'cloudflare_check',
    status: 403,
    headers: { 'cf-mitigated': 'challenge', server: 'cloudflare' },
    html: page(
      'Just a moment...',
      `<div class="main-wrapper" role="main"><noscript><div class="h2"><span id="challenge-error-text">Enable JavaScript and cookies to continue</span></div></noscript></div>
       <script>(function(){window._cf_chl_opt={cvId:'3',cZone:"shop.test",cType:'managed',cRay:'8f0',cUPMDTk:"/kettles/blue?__cf_chl_tk=x"};
       var a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1?ray=8f0';document.getElementsByTagName('head')[0].appendChild(a);}());</script>`,
      '<meta http-equiv="refresh" content="360">',
    ),
  },
  {
    name: 'the same, its header lost on the way',
    rule: 'cloudflare_check',
    html: page('Nur einen Moment…', `<script>window._cf_chl_opt={cType:'managed'};</script>`),
  },
  {
    name: 'a page of any length with the header of a Cloudflare challenge',
    rule: 'cloudflare_check',
    headers: { 'cf-mitigated': 'challenge' },
    html: page('Shop', `<p>${'A page that the site has styled itself. '.repeat(200)}</p>`),
  },
  {
    name: 'an interactive challenge of Cloudflare',
    rule: 'cloudflare_captcha',
    status: 403,
    headers: { 'cf-mitigated': 'challenge' },
    html: page(
      'Just a moment...',
      `<script>window._cf_chl_opt={cvId:'3',cType:'interactive',cRay:'8f0'};</script>`,
    ),
  },
  {
    name: 'the browser check of an older Cloudflare',
    rule: 'cloudflare_check',
    status: 503,
    html: page(
      'Just a moment...',
      `<div class="cf-browser-verification cf-im-under-attack"><h1>Checking your browser before accessing shop.test.</h1>
       <p>This process is automatic. Your browser will redirect to your requested content shortly.</p></div>
       <form id="challenge-form" action="/kettles/blue?__cf_chl_jschl_tk__=abc" method="POST"><input type="hidden" name="jschl_vc"></form>`,
    ),
  },
  {
    name: 'the CAPTCHA of an older Cloudflare',
    rule: 'cloudflare_captcha',
    status: 403,
    html: page(
      'Attention Required! | Cloudflare',
      cloudflareFrame(`<h1>One more step</h1><h2>Please complete the security check to access shop.test</h2>
       <div id="cf-challenge-hcaptcha-wrapper">${H_CAPTCHA}</div>`),
    ),
  },
  {
    name: 'a block of Cloudflare',
    rule: 'cloudflare_refusal',
    status: 403,
    html: page(
      'Attention Required! | Cloudflare',
      cloudflareFrame(`<h1 data-translate="block_headline">Sorry, you have been blocked</h1><h2>You are unable to access shop.test</h2>
       <h2>Why have I been blocked?</h2><p>This website is using a security service to protect itself from online attacks. The action you just performed triggered the security solution.</p>`),
      '<link rel="stylesheet" href="/cdn-cgi/styles/cf.errors.css">',
    ),
  },
  {
    name: 'error 1020 of Cloudflare',
    rule: 'cloudflare_refusal',
    status: 403,
    html: page(
      'Access denied | shop.test used Cloudflare to restrict access',
      cloudflareFrame(
        '<h1><span class="inline-block">Access denied</span> <span class="cf-error-code">Error code 1020</span></h1>',
      ),
    ),
  },
  {
    name: 'error 1015 of Cloudflare, in another language',
    rule: 'cloudflare_refusal',
    status: 429,
    html: page(
      'shop.test',
      cloudflareFrame('<h1><span class="cf-error-code">Error 1015</span> Zu viele Anfragen</h1>'),
    ),
  },
];

const BOT_MANAGERS: readonly Wall[] = [
  {
    name: 'the CAPTCHA of DataDome',
    rule: 'datadome_captcha',
    status: 403,
    headers: { 'x-datadome': 'protected' },
    html: `<html lang="en"><head><title>shop.test</title><style>#cmsg{animation: A 1.5s;}</style></head><body style="margin:0"><p id="cmsg">Please enable JS and disable any ad blocker</p>
      <script data-cfasync="false">var dd={'rt':'c','cid':'AHrlqAAAAAMA','hsh':'C0705ACD75EBF650A07FF8291D3528','t':'fe','s':45239,'e':'c538be','host':'geo.captcha-delivery.com','cookie':'x'}</script>
      <script data-cfasync="false" src="https://ct.captcha-delivery.com/c.js"></script></body></html>`,
  },
  {
    name: 'the check of the device by DataDome',
    rule: 'datadome_check',
    status: 403,
    html: `<html><head><title>shop.test</title></head><body><p id="cmsg">Please enable JS and disable any ad blocker</p>
      <script>var dd={'rt':'i','cid':'AHr','hsh':'C07','b':1,'s':45239,'host':'geo.captcha-delivery.com'}</script>
      <script src="https://ct.captcha-delivery.com/i.js"></script></body></html>`,
  },
  {
    name: 'the CAPTCHA of DataDome once its script has run',
    rule: 'datadome_captcha',
    html: page(
      'shop.test',
      '<iframe src="https://geo.captcha-delivery.com/captcha/?initialCid=AHr&hash=C07&t=fe" title="DataDome CAPTCHA"></iframe>',
    ),
  },
  {
    name: 'press and hold of HUMAN',
    rule: 'human_captcha',
    status: 403,
    html: page(
      'Access to this page has been denied',
      `<div class="px-captcha-container"><div class="px-captcha-header">Before we continue...</div>
       <div class="px-captcha-message">Press &amp; Hold to confirm you are a human (and not a bot).</div><div id="px-captcha"></div>
       <div class="px-captcha-refid">Reference ID 3f1c</div></div>
       <script>window._pxAppId='PXabcdef12';window._pxUuid='3f1c';</script>${script('/abcdef12/captcha/captcha.js?a=c&m=0')}`,
      '<meta name="description" content="px-captcha">',
    ),
  },
  {
    name: 'the wall of HUMAN within the design of a site',
    rule: 'human_captcha',
    html: page(
      'Shop',
      `<header><a href="/">Shop</a><nav><a href="/a">Kettles</a><a href="/b">Pots</a></nav></header>
       <main><h1>Before you go on</h1><div id="px-captcha"></div></main>${script('https://captcha.px-cdn.net/PXabcdef12/captcha.js')}`,
    ),
  },
  {
    name: 'press and hold of HUMAN before its script has run',
    rule: 'human_captcha',
    html: `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="description" content="px-captcha"><title>Access to this page has been denied</title></head><body>
      <script>window._pxUuid = '02e1';window._pxAppId = 'PXabcdef12';window._pxHostUrl = '/abcdef12/xhr';var pxCaptchaSrc = '/abcdef12/captcha/captcha.js?a=c&u=02e1&v=&m=0&b=aHR0';
      var script = document.createElement('script');script.src = pxCaptchaSrc;document.head.appendChild(script);</script></body></html>`,
  },
  {
    name: "the CAPTCHA of DataDome from the site's own address",
    rule: 'datadome_captcha',
    html: page(
      'shop.test',
      '<iframe src="/captcha/?initialCid=AHr&hash=C07" title="DataDome CAPTCHA" width="100%"></iframe>',
    ),
  },
  {
    name: 'an incident of Imperva',
    rule: 'imperva_refusal',
    html: `<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"><script src="/kettl-abc/d.js"></script></head><body style="margin:0px;height:100%">
      <iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=9-1-0&incident_id=1234000-5678&edet=15&cinfo=04&rpinfo=0" frameborder=0 width="100%" height="100%">Request unsuccessful. Incapsula incident ID: 1234000-5678</iframe></body></html>`,
  },
  {
    name: 'the same as words',
    rule: 'imperva_refusal',
    status: 403,
    html: page('Error', '<p>Request unsuccessful. Incapsula incident ID: 1234000290-87654</p>'),
  },
  {
    name: 'an incident of Imperva that asks for scripts and cookies',
    rule: 'imperva_check',
    html: `<html><body><iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=9-1-0&incident_id=1-2&edet=12&cinfo=ff"></iframe></body></html>`,
  },
  {
    name: 'nothing but the script of Imperva',
    rule: 'imperva_check',
    html: `<html><head><META NAME="robots" CONTENT="noindex,nofollow"><script src="/_Incapsula_Resource?SWJIYLWA=5074a744e2e3d891814e9a2dace20bd4,719d34d31c8e3a6e6fffd425f7e032f3"></script></head><body></body></html>`,
  },
  {
    name: 'the interruption of Imperva, with its check',
    rule: 'imperva_check',
    html: page(
      'Pardon Our Interruption',
      `<div class="container"><h1>Pardon Our Interruption</h1><p>As you were browsing something about your browser made us think you were a bot.</p></div>
       <div id="interstitial-inprogress" style="display: none"><h3>Please stand by</h3></div>
       <script>window.onProtectionInitialized = function (protection) { window.reeseSkipExpirationCheck = true; };</script>${script('/Orghast-Macb/42', 'async')}`,
    ),
  },
  {
    name: 'the interruption without one',
    rule: 'imperva_refusal',
    html: page(
      'Pardon Our Interruption...',
      '<h1>Pardon Our Interruption...</h1><p>As you were browsing <strong>shop.test</strong> something about your browser made us think you were a bot.</p>',
    ),
  },
  {
    name: 'a refusal of Akamai',
    rule: 'akamai_refusal',
    status: 403,
    html: `<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access Denied</H1>\n \nYou don't have permission to access "http&#58;&#47;&#47;shop&#46;test&#47;kettles&#47;blue" on this server.<P>
Reference&#32;&#35;18&#46;2d351ab8&#46;1557333295&#46;a4e16ab\n<P>https&#58;&#47;&#47;errors&#46;edgesuite&#46;net&#47;18&#46;2d351ab8&#46;1557333295&#46;a4e16ab</P>\n</BODY>\n</HTML>`,
  },
  {
    name: 'the challenge of Akamai',
    rule: 'akamai_check',
    html: page(
      '&nbsp;',
      `<div id="sec-if-cpt-container"></div>${script('/_sec/cp_challenge/sec-cpt-int-4-4.js', 'async')}<div>Powered and protected by</div>`,
    ),
  },
  {
    name: 'the interstitial of Akamai',
    rule: 'akamai_check',
    html: page(
      '&nbsp;',
      `<script>var i = 1700000001; var j = i + Number("1234" + "5678");
        function trigger(){ var xhr = new XMLHttpRequest(); xhr.open("POST", "/_sec/verify?provider=interstitial", false); xhr.send(JSON.stringify({"bm-verify": "AAQAAAAN", "pow": j})); } trigger();</script>`,
      `<meta http-equiv="refresh" content="5; URL='/kettles/blue?bm-verify=AAQAAAAN'">`,
    ),
  },
  {
    name: 'the check of Kasada',
    rule: 'kasada_check',
    status: 429,
    headers: { 'x-kpsdk-ct': '0abc' },
    html: `<!DOCTYPE html><html><head></head><body><script>window.KPSDK={};KPSDK.now=typeof performance!=='undefined'&&performance.now?performance.now.bind(performance):Date.now.bind(Date);KPSDK.start=KPSDK.now();</script><script src="/149e9513-01fa/2d206a39-8ed7/ips.js?KP_UIDz=0abc&x-kpsdk-im=CiQ"></script></body></html>`,
  },
  {
    name: 'the CAPTCHA of Radware',
    rule: 'radware_captcha',
    final: 'https://validate.perfdrive.com/?ssa=1&ssc=https%3A%2F%2Fshop.test',
    html: page(
      'Radware Captcha Page',
      `<h1>We apologize for the inconvenience...</h1><p>...but your activity and behavior on this site made us think that you are a bot.</p><p>Please solve this CAPTCHA to request unblock to the website</p>${H_CAPTCHA}`,
    ),
  },
  {
    name: 'the challenge of Reblaze',
    rule: 'reblaze_check',
    html: `<html><head><meta charset="utf-8"></head><body><script>window.rbzns={"seed":"abc","bereshit":1};winsocks();</script></body></html>`,
  },
  {
    name: 'the check of Rivers Security',
    rule: 'rivers_check',
    status: 412,
    html: `<html><head><meta charset="utf-8"><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=12345;$_ts.cd="qErx";</script><script src="/4QbVtADbnLVIc/c.FxJzG50F.js?D9PVtGL=1"></script></head><body></body></html>`,
  },
];

const HOSTING: readonly Wall[] = [
  {
    name: 'the challenge of AWS WAF',
    rule: 'aws_waf_check',
    status: 202,
    headers: { 'x-amzn-waf-action': 'challenge' },
    html: `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title></title><script>window.awsWafCookieDomainList = []; window.gokuProps = {"key":"AQID","iv":"A6w","context":"glD"};</script>
      <script src="https://1c5c1ecf7303.d474e66d.us-west-2.token.awswaf.com/1c5c/challenge.js"></script></head><body><div id="challenge-container"></div>
      <script>AwsWafIntegration.saveReferrer();AwsWafIntegration.checkForceRefresh().then(() => window.location.reload(true));</script>
      <noscript><h1>JavaScript is disabled</h1>In order to continue, we need to verify that you're not a robot.</noscript></body></html>`,
  },
  {
    name: 'the same without its header',
    rule: 'aws_waf_check',
    html: `<html><head><script>window.gokuProps = {"key":"AQID"};</script><script src="https://abc.edge.sdk.awswaf.com/abc/def/challenge.js"></script></head><body><div id="challenge-container"></div></body></html>`,
  },
  {
    name: 'the CAPTCHA of AWS WAF',
    rule: 'aws_waf_captcha',
    status: 405,
    headers: { 'x-amzn-waf-action': 'captcha' },
    html: page(
      'Human Verification',
      `<div id="captcha-container"></div><script>CaptchaScript.renderCaptcha(container)</script>`,
      script('https://abc.captcha.awswaf.com/abc/captcha.js') +
        script('https://abc.token.awswaf.com/abc/challenge.js'),
    ),
  },
  {
    name: 'a refusal of CloudFront',
    rule: 'cloudfront_refusal',
    status: 403,
    html: `<HTML><HEAD><TITLE>ERROR: The request could not be satisfied</TITLE></HEAD><BODY><H1>403 ERROR</H1><H2>The request could not be satisfied.</H2><HR noshade size="1px">Request blocked. We can't connect to the server for this app or website at this time.<BR clear="all"><PRE>Generated by cloudfront (CloudFront) Request ID: a1b2==</PRE></BODY></HTML>`,
  },
  {
    name: 'the checkpoint of Vercel',
    rule: 'vercel_check',
    status: 429,
    headers: { 'x-vercel-mitigated': 'challenge' },
    html: page(
      'Vercel Security Checkpoint',
      `<div id="root"><p id="header-text">We're verifying your browser</p></div><script type="module" src="/.well-known/vercel/security/static/challenge.v2.min.js"></script>`,
    ),
  },
  {
    name: 'a refusal of Vercel',
    rule: 'vercel_refusal',
    status: 403,
    headers: { 'x-vercel-mitigated': 'deny' },
    html: page('403: Forbidden', '<h1>403</h1><p>Forbidden</p>'),
  },
  {
    name: 'the challenge of Fastly',
    rule: 'fastly_check',
    html: page(
      'Client Challenge',
      `<noscript><div class="noscript-container"><div class="noscript-content">JavaScript is disabled in your browser. Please enable JavaScript to proceed.</div></div></noscript>
      <div id="loading-error" class="loading-error-container" style="display:none">A required part of this site couldn’t load.</div>`,
      script('/_fs-ch-1T1wmsGaOgGaSxcX/script.js?reload=true') +
        '<link rel="stylesheet" href="/_fs-ch-1T1wmsGaOgGaSxcX/assets/styles.css">',
    ),
  },
  {
    name: 'the check of SiteGround',
    rule: 'siteground_check',
    status: 202,
    html: `<html><head><link rel="icon" href="data:;"><meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2Fkettles%2Fblue&y=ipr:192.0.2.1:1700000000.123"></meta></head></html>`,
  },
  {
    name: 'the check of SiteGround by its header',
    rule: 'siteground_check',
    status: 202,
    headers: { 'sg-captcha': 'challenge' },
    html: page('shop.test', ''),
  },
  {
    name: 'the web shield of Imunify360',
    rule: 'imunify_check',
    headers: { server: 'imunify360-webshield/1.21' },
    html: page(
      'One moment, please...',
      `<h1>Please wait while your request is being verified...</h1><form id="wsidchk-form" style="display:none;" action="/z0f76a1d14fd21a8fb5fd0d03e0fdc3d3cedae52f" method="GET"><input type="hidden" id="wsidchk" name="wsidchk"/></form><script>(function(){var t=1;document.getElementById('wsidchk').value=t;})();</script>`,
    ),
  },
  {
    name: 'the CAPTCHA of Imunify360',
    rule: 'imunify_captcha',
    html: page(
      'Captcha',
      `<h1>shop.test is asking you to confirm</h1><div id="im360_captcha"></div>${script('/.im360/webshield.js')}`,
    ),
  },
  {
    name: 'the cookie check of Alibaba Cloud WAF',
    rule: 'aliyun_check',
    html: `<html><script>var arg1='9E3DA7A1C0D1F9B0';var _0x4818=['csKHwqMI'];function setCookie(name,value){document.cookie=name+"="+value;}function reload(x){setCookie("acw_sc__v2", x);document.location.reload();}</script></html>`,
  },
];

const FIREWALLS: readonly Wall[] = [
  {
    name: 'the cookie check of Sucuri',
    rule: 'sucuri_check',
    status: 307,
    html: `<html><title>You are being redirected...</title><noscript>Javascript is required. Please enable javascript before you are allowed to see this page.</noscript><script>var s={},u,c,U,r,i,l=0,a,e=eval,w=String.fromCharCode,sucuri_cloudproxy_js='',S='YT0nWTIn';</script></html>`,
  },
  {
    name: 'a refusal of Sucuri',
    rule: 'sucuri_refusal',
    status: 403,
    html: page(
      'Sucuri WebSite Firewall - Access Denied',
      '<h1>Sucuri Website Firewall</h1><h2>Access Denied - Sucuri Website Firewall</h2><table><tr><td>Your IP:</td><td>192.0.2.1</td></tr><tr><td>Block ID:</td><td>BOT001</td></tr></table>',
    ),
  },
  {
    name: 'the check of DDoS-Guard',
    rule: 'ddos_guard_check',
    status: 403,
    headers: { server: 'ddos-guard' },
    html: page(
      'DDoS-Guard',
      `<h1 id="title">Checking your browser before accessing shop.test</h1><p>Please wait a few seconds. Once this check is complete, the website will open automatically</p><a id="link-ddg" href="https://ddos-guard.net">DDoS-Guard</a>`,
      script('/.well-known/ddos-guard/js-challenge/index.js'),
    ),
  },
  {
    name: 'the CAPTCHA of DDoS-Guard',
    rule: 'ddos_guard_captcha',
    html: page(
      'DDOS-GUARD',
      '<div id="captcha"></div>',
      '<link rel="stylesheet" href="/.well-known/ddos-guard/ddg-captcha-page/index.css">',
    ),
  },
  {
    name: 'the check of Qrator',
    rule: 'qrator_check',
    status: 401,
    html: page(
      '',
      '<noscript>Please enable JavaScript to continue.</noscript>',
      script('/__qrator/qauth_utm_v2_1234.js'),
    ),
  },
  {
    name: 'the check of F5',
    rule: 'f5_check',
    html: `<html><head><meta http-equiv="Pragma" content="no-cache"/><script type="text/javascript">(function(){window["bobcmn"] = "10111110101010200000005200000005";window["failureConfig"] = "524f6f7073";})();</script><script src="/TSPD/08d9c0a2e1ab2000?type=9"></script><noscript>Please enable JavaScript to view the page content.<br/>Your support ID is: 1782913578710.</noscript></head><body></body></html>`,
  },
  {
    name: 'a refusal of F5',
    rule: 'f5_refusal',
    html: `<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 1782913578710<br><br><a href='javascript:history.back();'>[Go Back]</a></body></html>`,
  },
  {
    name: 'a refusal of Wordfence',
    rule: 'wordfence_refusal',
    status: 503,
    html: page(
      'Your access to this site has been limited by the site owner',
      '<h1>Your access to this site has been limited by the site owner</h1><p>Your access to this service has been limited. (HTTP response code 503)</p><p>Block Reason: Exceeded the maximum number of page requests per minute for humans.</p><p>Generated by Wordfence at Mon, 3 Jun 2024 10:00:00 GMT.</p>',
    ),
  },
  {
    name: 'a refusal of ModSecurity',
    rule: 'modsecurity_refusal',
    status: 406,
    html: '<head><title>Not Acceptable!</title></head><body><h1>Not Acceptable!</h1><p>An appropriate representation of the requested resource could not be found on this server. This error was generated by Mod_Security.</p></body></html>',
  },
  {
    name: 'a refusal of FortiWeb',
    rule: 'fortiweb_refusal',
    html: page(
      'The page cannot be displayed',
      '<h1>The page cannot be displayed. Please contact the administrator for additional information.</h1><p>URL: shop.test/kettles/blue</p><p>Client IP: 192.0.2.1</p><p>Attack ID: 20000051</p><p>Message ID: 004123456789</p>',
    ),
  },
  {
    name: 'the proof of work of Anubis',
    rule: 'anubis_check',
    html: page(
      "Making sure you're not a bot!",
      `<main><h1 id="title" class="centered-div">Making sure you're not a bot!</h1><p id="status">Loading...</p><details><summary>Why am I seeing this?</summary>
       <p>You are seeing this because the administrator of this website has set up <a href="https://anubis.techaro.lol">Anubis</a> to protect the server against programs that read whole websites in a hurry. ${'They can and do cause downtime for the websites, which makes their resources inaccessible for everyone. '.repeat(8)}</p></details></main>`,
      `<script id="anubis_version" type="application/json">"v1.22.0"</script><script id="anubis_challenge" type="application/json">{"rules":{"difficulty":4}}</script>${script('/.within.website/x/cmd/anubis/static/js/main.mjs', 'type="module"')}`,
    ),
  },
  {
    name: 'the check of go-away',
    rule: 'go_away_check',
    html: page(
      'Checking you are not a bot',
      '<h1 id="title">Checking you are not a bot</h1><p id="status">Loading challenge <em>js-refresh</em>...</p>',
      '<link rel="stylesheet" href="/.well-known/.git.gammaspectra.live/git/go-away/cmd/go-away/assets/static/anubis/style.css">',
    ),
  },
];

const CAPTCHAS: readonly Wall[] = [
  {
    name: 'nothing but reCAPTCHA',
    rule: 'captcha_widget',
    html: page(
      'Shop',
      `<form method="post">${RECAPTCHA}<input type="hidden" name="back" value="/"><button>Continue</button></form>`,
    ),
  },
  {
    name: 'hCaptcha below the menu of a site',
    rule: 'captcha_widget',
    html: page(
      'Security check',
      `<nav><a href="/">Shop</a><a href="/help">Help</a><form action="/search"><input name="q"></form></nav><h1>Are you a human?</h1><p>Please complete the captcha below to go on to the page.</p>${H_CAPTCHA}`,
    ),
  },
  {
    name: 'Turnstile with a sentence',
    rule: 'captcha_widget',
    html: page(
      'One more step',
      `<h1>One more step</h1><p>Tick the box to go on to the page.</p><div class="cf-turnstile" data-sitekey="0x4AAA"></div>${script('https://challenges.cloudflare.com/turnstile/v0/api.js')}`,
    ),
  },
  {
    name: 'a frame of reCAPTCHA after unusual traffic',
    rule: 'captcha_widget',
    status: 429,
    html: page(
      'https://search.test/',
      `<form id="captcha-form" action="index" method="post"><iframe src="https://www.google.com/recaptcha/enterprise/anchor?k=6Lc"></iframe></form><hr><b>About this page</b><br>Our systems have detected unusual traffic from your computer network. This page checks to see if it's really you sending the requests, and not a robot.`,
    ),
  },
  {
    name: 'letters to type in',
    rule: 'captcha_asked',
    html: page(
      'Robot Check',
      `<h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure you're not a robot. For best results, please make sure your browser is accepting cookies.</p><form action="/errors/validateCaptcha"><img src="/captcha/a.jpg"><input type="text" id="captchacharacters" name="field-keywords"><button>Continue</button></form>`,
    ),
  },
  {
    name: 'a widget that a script draws',
    rule: 'captcha_asked',
    html: page(
      'Bitte bestätigen',
      `<h1>Bitte bestätigen Sie, dass Sie kein Roboter sind</h1><div id="box"></div>${script('https://js.hcaptcha.com/1/api.js?render=explicit')}<script>hcaptcha.render('box', {sitekey: 'x'})</script>`,
    ),
  },
  {
    name: 'a slider of GeeTest',
    rule: 'captcha_asked',
    html: page(
      '安全验证',
      `<p>为了保护您的账号，请完成安全验证</p><div id="captcha"></div>${script('https://static.geetest.com/v4/gt4.js')}`,
    ),
  },
  {
    name: 'a button to hold',
    rule: 'worded_captcha',
    html: page(
      'Access to this page has been denied',
      `<h1>Press &amp; Hold to confirm you are a human (and not a bot).</h1><div id="hold"></div>${script('/b/c.js')}`,
    ),
  },
];

const WORDED: readonly Wall[] = [
  {
    name: 'a check of the browser by nobody in particular',
    rule: 'worded_check',
    status: 503,
    html: page(
      'Please wait',
      `<h1>Checking your browser before accessing the website.</h1><p>This may take up to 5 seconds.</p>${script('/chk/a.js')}`,
    ),
  },
  {
    name: 'a check that refreshes itself',
    rule: 'worded_check',
    html: page(
      'Loading',
      '<p>Please wait while your request is being verified.</p>',
      '<meta http-equiv="refresh" content="3">',
    ),
  },
  {
    name: 'a waiting room without a word',
    rule: 'worded_check',
    html: page(
      'One moment, please...',
      `<div class="throbber"><svg class="spinner"><title>Loader</title></svg></div><script>var a0R=function(){return ['form','submit','webdriver'];}</script>`,
      '<script>(function(){setTimeout(function(){window.location.reload();},5000);}())</script>',
    ),
  },
  {
    name: 'a check in French',
    rule: 'worded_check',
    html: page(
      'Un instant',
      `<p>Vérification de votre navigateur en cours. Cette opération est automatique.</p><script>setTimeout(function(){location.reload()},4000)</script>`,
    ),
  },
  {
    name: 'a page that says that cookies are disabled',
    rule: 'worded_cookie_check',
    html: page('Shop', '<h1>Cookies are disabled</h1><p>This shop cannot be used without them.</p>'),
  },
  {
    name: 'a page that tells how to turn cookies on',
    rule: 'worded_cookie_check',
    html: page(
      'Please enable cookies',
      `<p>Your browser does not accept cookies. To go on, open its settings, look for privacy, and allow cookies of this site. Then load the page again.</p><a href="/help/cookies">Help</a>`,
    ),
  },
  {
    name: 'the same in German',
    rule: 'worded_cookie_check',
    html: page(
      'Hinweis',
      '<p>Bitte aktivieren Sie die Cookies in Ihrem Browser und laden Sie die Seite neu. Aktivieren Sie Cookies, um fortzufahren.</p>',
    ),
  },
  {
    name: 'a refusal for automated requests',
    rule: 'worded_refusal',
    html: page(
      'Access denied',
      '<h1>Access denied</h1><p>Your request looks like it comes from automated software. If you believe this is a mistake, write to <a href="mailto:help@shop.test">help@shop.test</a> and quote 3f1c-77.</p>',
    ),
  },
  {
    name: 'a refusal by network security',
    rule: 'worded_refusal',
    html: page(
      'Blocked',
      `<p>You've been blocked by network security.</p><p>If you think you've been blocked by mistake, file a ticket below and we'll look into it.</p>`,
    ),
  },
  {
    name: 'a refusal in German',
    rule: 'worded_refusal',
    html: page(
      'Zugriff verweigert',
      '<h1>Zugriff verweigert</h1><p>Automatisierte Anfragen sind auf dieser Seite nicht erlaubt.</p>',
    ),
  },
  {
    name: 'a refusal in Russian',
    rule: 'worded_refusal',
    html: page(
      'Доступ ограничен',
      '<p>Доступ ограничен: с вашего адреса поступают автоматические запросы.</p>',
    ),
  },
];

const LOGINS: readonly Wall[] = [
  {
    name: 'a redirect to a login',
    rule: 'login_redirect',
    requested: 'https://shop.test/orders/7',
    final: 'https://shop.test/login?next=%2Forders%2F7',
    html: page('Sign in', `<h1>Sign in</h1>${login}`),
  },
  {
    name: 'a redirect to the login host of a site, with the menu of the whole shop',
    rule: 'login_redirect',
    requested: 'https://shop.test/orders/7',
    final: 'https://accounts.shop.test/v3/start?continue=https%3A%2F%2Fshop.test%2Forders%2F7',
    html: page(
      'Shop',
      `<nav>${'<a href="/x">A department of the shop with a long name</a>'.repeat(120)}</nav>${login}`,
    ),
  },
  {
    name: 'a redirect to a login that the query names',
    rule: 'login_redirect',
    requested: 'http://shop.test/index.php?route=account/order',
    final: 'https://shop.test/index.php?route=account/login',
    html: page('Account Login', login),
  },
  {
    name: 'a redirect to a login in Spanish',
    rule: 'login_redirect',
    requested: 'https://tienda.test/pedidos',
    final: 'https://tienda.test/iniciar-sesion',
    html: page('Iniciar sesión', login),
  },
  {
    name: 'a form to log in where the page should be',
    rule: 'login_form',
    html: page('Shop', `<h1>Please sign in to continue</h1>${login}<a href="/forgot">Forgot password?</a>`),
  },
  {
    name: 'the same in German',
    rule: 'login_form',
    html: page('Mitgliederbereich', `<p>Bitte anmelden, um diesen Inhalt zu sehen.</p>${login}`),
  },
];

const SHELLS: readonly Wall[] = [
  {
    name: 'the root of React',
    rule: 'empty_shell',
    html: page(
      'React App',
      '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>',
      '<meta name="description" content="Web site created using create-react-app">' +
        script('/static/js/main.js', 'defer'),
    ),
  },
  {
    name: 'a root that says it is loading',
    rule: 'empty_shell',
    html: page(
      'Shop',
      `<div id="app"><img src="/spinner.svg" alt=""><p>Loading, please wait…</p></div>${script('/assets/index.js', 'type="module"')}`,
    ),
  },
  {
    name: 'a body that only a script will fill',
    rule: 'empty_shell',
    html: page('Kettle', '', script('/bundle.js', 'defer')),
  },
  {
    name: 'a menu and grey boxes that wait for their content',
    rule: 'empty_shell',
    html: page(
      'Shop',
      `<nav><a href="/kitchen">Kitchen</a> <a href="/garden">Garden</a> <a href="/workshop">Workshop</a></nav>
<main aria-busy="true"><div class="skeleton"></div><div class="skeleton"></div></main>${script('/assets/index.js')}`,
    ),
  },
  {
    name: 'a notice instead of a page',
    rule: 'empty_shell',
    html: page(
      'Shop',
      `<div class="notice">This site needs JavaScript. Please turn it on and load the page again.</div>${script('/a.js')}`,
    ),
  },
  {
    name: 'a script that sends the reader elsewhere',
    rule: 'empty_shell',
    html: page('', `<script>window.location.replace('/en' + window.location.pathname)</script>`),
  },
  {
    name: 'a script that sends the reader elsewhere, and says so',
    rule: 'script_redirect',
    html: page(
      'Redirecting',
      `<h1>Redirecting…</h1><p>You are being redirected. <a href="/t">Go there</a></p><script>location.href = '/t' + location.search</script>`,
    ),
  },
  {
    name: 'a root without a script that could fill it',
    rule: 'empty_root',
    html: page(
      'App',
      `<div id="__next"></div>${script('https://www.googletagmanager.com/gtag/js?id=G-1', 'async')}`,
    ),
  },
];

export const WALLS: readonly Wall[] = [
  ...CLOUDFLARE,
  ...BOT_MANAGERS,
  ...HOSTING,
  ...FIREWALLS,
  ...CAPTCHAS,
  ...WORDED,
  ...LOGINS,
  ...SHELLS,
];
