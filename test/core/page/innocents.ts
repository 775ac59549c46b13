/** Pages that look like walls in one way or another and are none. */

import { page, paragraphs, script, type Vector } from './vectors.js';

const RECAPTCHA = `<div class="g-recaptcha" data-sitekey="6Lc_key"></div>${script('https://www.google.com/recaptcha/api.js', 'async')}`;
const loginForm =
  '<form action="/login"><input name="user"><input type="password" name="pass"><button>Log in</button></form>';
const article = { '@context': 'https://schema.org', '@type': 'Article', headline: 'x' };
const jsonLd = (value: unknown): string =>
  `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const kettle = page('Blue kettle | Shop', `<h1>Blue kettle</h1>${paragraphs(12)}`);
/** A product page of about 300 characters: short, but a page. */
const short =
  '<h1>Blue kettle</h1><p class="price">24.90 €</p><p>In stock, delivered within two days. Brushed steel, one and a half litres, switches itself off.</p><a href="/kettles">All kettles</a><a href="/cart">Cart</a>';

export const INNOCENTS: readonly Vector[] = [
  { name: 'a page', html: kettle },
  { name: 'a short page', html: page('Blue kettle', short) },
  { name: 'a tiny page without a script', html: page('It works', '<h1>It works!</h1>') },
  {
    name: 'a tiny page with a script',
    html: page('Hello', `<h1>Hello, world</h1>${script('/livereload.js')}`),
  },
  {
    name: 'a short page with a part that is still coming',
    html: page('Blue kettle', `${short}<aside aria-busy="true"></aside>${script('/related.js')}`),
  },
  { name: 'an empty page', html: '' },
  {
    name: 'an empty page that is only measured',
    html: page('', '', script('https://www.googletagmanager.com/gtm.js?id=1')),
  },
  {
    name: 'a long article about CAPTCHAs and bot walls',
    html: page(
      'Just a moment... why sites ask "Are you a robot?"',
      `<article><h1>Access denied: verify you are human</h1>${'<p>Checking your browser before accessing a site, press and hold, unusual traffic, automated requests: every wall has its words. Request unsuccessful. Incapsula incident ID: 1234. Reference #18.2d351ab8.1557333295.a4e16ab.</p>'.repeat(20)}
       <pre>&lt;div class="g-recaptcha"&gt;&lt;/div&gt; &lt;div id="px-captcha"&gt;</pre></article>`,
    ),
  },
  {
    name: 'a short entry of a glossary about them',
    html: page(
      'CAPTCHA',
      `<nav><a href="/a">A</a><a href="/b">B</a><a href="/c">C</a><a href="/d">D</a><a href="/e">E</a><a href="/f">F</a><a href="/g">G</a><a href="/h">H</a><a href="/i">I</a></nav>
       <h1>CAPTCHA</h1><p>A test that asks a visitor to show that they are not a robot, for instance by typing the characters shown in a picture.</p>${script('/menu.js')}`,
    ),
  },
  {
    name: 'a short page that asks to allow cookies, and needs them for its cart',
    html: page(
      'Blue kettle',
      `${short}<div>We use cookies. <button>Allow all cookies</button></div><noscript>Please enable cookies to use the cart.</noscript>`,
    ),
  },
  {
    name: 'a page about redirecting',
    html: page(
      'Redirecting mail',
      `<h1>Redirecting your mail</h1>${paragraphs(4)}<a href="/a">Order</a>${script('/menu.js')}`,
    ),
  },
  {
    name: 'a news teaser with metadata',
    html: page(
      'Access denied: bots blocked',
      `<h1>Access denied: the site blocked bots</h1><p>Automated traffic has been blocked, the operator says.</p>${script('/a.js')}`,
      jsonLd(article),
    ),
  },
  {
    name: 'a page that Cloudflare let through',
    headers: { server: 'cloudflare', 'cf-ray': '8f0-FRA' },
    html: page(
      'Blue kettle',
      `${short}<script>(function(){window.__CF$cv$params={r:'8f0',t:'MTc='};var a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';document.head.appendChild(a);})();</script>`,
    ),
  },
  {
    name: 'an error of the server behind Cloudflare',
    status: 521,
    html: page(
      'shop.test | 521: Web server is down',
      '<div id="cf-wrapper"><div id="cf-error-details"><h1><span class="inline-block">Web server is down</span> <span class="code-label">Error code 521</span></h1><p>The web server is not returning a connection. As a result, the web page is not displaying.</p></div></div>',
      '<link rel="stylesheet" href="/cdn-cgi/styles/main.css">',
    ),
  },
  {
    name: 'a page that Imperva let through',
    html: page(
      'Blue kettle',
      `${short}${script('/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3&ns=2&cb=375067816', 'async')}`,
    ),
  },
  {
    name: 'a page that HUMAN, DataDome and Kasada let through',
    html: page(
      'Blue kettle',
      `${short}<script>window._pxAppId='PXabcdef12';window.ddjskey='ABC';window.KPSDK && window.KPSDK.configure([{domain:'shop.test'}]);</script>`,
      script('https://client.px-cdn.net/PXabcdef12/main.min.js') +
        script('https://js.datadome.co/tags.js') +
        script('/149e9513/2d206a39/p.js'),
    ),
  },
  {
    name: 'a page that F5 let through',
    html: page('Blue kettle', short, script('/TSPD/08d9c0a2e1ab2000?type=17')),
  },
  {
    name: 'a page that loads the token of AWS WAF',
    html: page('Blue kettle', short, script('https://abc.edge.sdk.awswaf.com/abc/def/challenge.js', 'defer')),
  },
  {
    name: 'an error of Akamai that is no refusal',
    status: 503,
    html: '<HTML><HEAD><TITLE>Service Unavailable</TITLE></HEAD><BODY><H1>Service Unavailable - DNS failure</H1>The server is temporarily unable to service your request. Please try again later.<P>Reference #11.2d351ab8.1557333295.a4e16ab</BODY></HTML>',
  },
  {
    name: 'an error of CloudFront that is no refusal',
    status: 502,
    html: "<HTML><HEAD><TITLE>ERROR: The request could not be satisfied</TITLE></HEAD><BODY><H1>502 ERROR</H1>CloudFront wasn't able to connect to the origin.<PRE>Generated by cloudfront (CloudFront) Request ID: a1==</PRE></BODY></HTML>",
  },
  {
    name: 'a page that its CMS denies',
    html: page(
      'Access denied | Club',
      '<h1>Access denied</h1><p>You are not authorized to access this page.</p><a href="/">Home</a>',
    ),
  },
  {
    name: 'a page that was not found',
    status: 404,
    html: page('404 Not Found', '<h1>Not Found</h1><p>The requested URL was not found on this server.</p>'),
  },
  {
    name: 'a contact form with a widget',
    html: page(
      'Contact',
      `<h1>Contact us</h1><form action="/send"><input name="name"><input type="email" name="email"><textarea name="message"></textarea>${RECAPTCHA}<button>Send</button></form>`,
    ),
  },
  {
    name: 'a login with a widget, asked for by its address',
    requested: 'https://shop.test/login',
    html: page('Log in', `<h1>Please log in to continue</h1>${loginForm}${RECAPTCHA}`),
  },
  {
    name: 'a subscription to confirm behind an invisible widget',
    html: page(
      'Confirm',
      `<h1>Confirm your subscription</h1><form action="/confirm"><button class="g-recaptcha" data-sitekey="6Lc" data-size="invisible">Confirm</button></form>${script('https://www.google.com/recaptcha/api.js')}`,
    ),
  },
  {
    name: 'a page whose comments have a widget',
    html: page(
      'Blue kettle',
      `${paragraphs(4)}<h2>Write a review</h2><form><textarea name="review"></textarea>${RECAPTCHA}</form>`,
    ),
  },
  {
    name: 'a page whose newsletter has a widget',
    html: page(
      'Opening hours',
      `<h1>Opening hours</h1><p>Monday to Friday, 9 to 17. The security check to our building takes a few minutes.</p><form><input type="email" name="email">${RECAPTCHA}</form>`,
    ),
  },
  {
    name: 'a short form that asks whether a person fills it in',
    html: page(
      'Write to us',
      `<form><input name="name"><textarea name="text"></textarea><p>Please show that you are not a robot:</p>${RECAPTCHA}</form>`,
    ),
  },
  {
    name: 'a page that looks up a domain',
    html: page(
      'Site check',
      `<h1>Site check</h1><form><input type="domain" name="domain" placeholder="Domain to check">${RECAPTCHA}<button>Check</button></form>`,
    ),
  },
  {
    name: 'a page that reloads when it is told to',
    html: page(
      'Loading bays',
      `${short}<button>Again</button><script>button.onclick = () => location.reload();</script>`,
    ),
  },
  {
    name: 'a page that Radware let through',
    html: page(
      'Election results',
      `${short}<script>ssConf("cu", "validate.perfdrive.com, ssc");</script>`,
      script('https://cdn.perfdrive.com/aperture/aperture.js'),
    ),
  },
  {
    name: 'a poll with a widget',
    html: page(
      'Poll',
      `<h1>Which kettle?</h1><form><input type="radio" name="k" value="1">Blue <input type="radio" name="k" value="2">Red ${RECAPTCHA}<button>Vote</button></form>`,
    ),
  },
  {
    name: 'a file to download behind a widget',
    html: page(
      'kettle-manual.pdf',
      `<h1>kettle-manual.pdf</h1><p>2.4 MB, uploaded on 3 June 2024, downloaded 1,203 times.</p>${paragraphs(2)}<form>${RECAPTCHA}<button>Download</button></form>`,
    ),
  },
  {
    name: 'a statement on accessibility',
    html: page(
      'Accessibility',
      `<h1>Accessibility</h1><p>If you are a person with a disability and have found a barrier, write to us. The security check at our door can be passed with a wheelchair.</p>${script('/menu.js')}`,
    ),
  },
  {
    name: 'a bulletin on unusual activity',
    html: page(
      'Bulletin',
      `<h1>Bulletin 14</h1><p>No unusual activity of the volcano was seen this week. Access to the crater is restricted.</p>${script('/map.js')}`,
    ),
  },
  {
    name: 'a small host that tells of its protection',
    html: page(
      'Tiny host',
      `<h1>Tiny host</h1><p>Web space from 2 € a month. DDoS protection by our own network, browser challenge every summer.</p>${script('/menu.js')}`,
    ),
  },
  {
    name: 'a page that watches with reCAPTCHA 3',
    html: page('Blue kettle', short, script('https://www.google.com/recaptcha/api.js?render=6Lc_key')),
  },
  {
    name: 'a page with a login in its header',
    html: page(
      'Blue kettle',
      `<header>${loginForm}</header>${paragraphs(3)}<p>Please log in to see your price.</p>`,
    ),
  },
  {
    name: 'a redirect from one login to another',
    requested: 'https://shop.test/account/login',
    final: 'https://shop.test/en/login',
    html: page('Log in', loginForm),
  },
  {
    name: 'a redirect to a page about logins',
    requested: 'https://shop.test/help/12',
    final: 'https://shop.test/help/12-how-to-sign-in-with-a-passkey',
    html: page('How to sign in', `<header>${loginForm}</header>${paragraphs(12)}`),
  },
  {
    name: 'a redirect to a long page by a name that logins have too',
    requested: 'https://birds.test/guide',
    final: 'https://birds.test/guide/identification?from=guide',
    html: page('Identification', `<header>${loginForm}</header>${paragraphs(12)}`),
  },
  {
    name: 'a redirect to a long page on logins, which returns nowhere',
    requested: 'https://shop.test/help/12',
    final: 'https://shop.test/help/login',
    html: page('How to log in', `<header>${loginForm}</header>${paragraphs(12)}`),
  },
  {
    name: 'a redirect whose query names the login to return from',
    requested: 'https://shop.test/kettles',
    final: 'https://shop.test/kettles/?from=https://shop.test/login',
    html: page('Kettles', `<header>${loginForm}</header>${paragraphs(12)}`),
  },
  {
    name: 'a redirect to a login that lets the reader in at once',
    requested: 'https://shop.test/kettles',
    final: 'https://shop.test/auth/guest',
    html: kettle,
  },
  {
    name: 'a form to register',
    html: page(
      'Join',
      '<h1>Join the club</h1><p>You must log in or register.</p><form><input name="name"><input name="mail"><input name="town"><input type="password" name="a"><input type="password" name="b"></form>',
    ),
  },
  {
    name: 'an app that was rendered by its server',
    html: page(
      'Blue kettle',
      `<div id="__next">${short}</div><script id="__NEXT_DATA__" type="application/json">{"props":{}}</script>${script('/_next/static/chunks/main.js', 'defer')}`,
    ),
  },
  {
    name: 'an empty app that describes its page',
    html: page(
      'Blue kettle',
      `<div id="root"></div>${script('/main.js')}`,
      jsonLd({ '@context': 'https://schema.org', '@type': 'Product', name: 'Blue kettle' }),
    ),
  },
  {
    name: 'an app whose page stands in noscript, for readers without scripts',
    html: page(
      'Blue kettle',
      `<noscript><h1>Blue kettle</h1>${paragraphs(3)}</noscript><div id="root"></div>${script('/main.js')}`,
    ),
  },
  {
    name: 'an app in a declared shadow root',
    html: page(
      'Blue kettle',
      `<my-app><template shadowrootmode="open">${short}</template></my-app>${script('/main.js')}`,
    ),
  },
  {
    name: 'a gallery without a word',
    html: page('Gallery', `${'<img src="/a.jpg">'.repeat(12)}${script('/lightbox.js')}`),
  },
  {
    name: 'a page that is a video',
    html: page('Film', `<video src="/film.mp4"></video>${script('/player.js')}`),
  },
  {
    name: 'a page that is one frame',
    html: page('Old site', `<iframe src="/content.html"></iframe><script>top.focus()</script>`),
  },
  {
    name: 'a list of robots',
    html: page(
      'Robots',
      `<h1>Robots in stock</h1><ul><li>Vacuum robot, 199 €</li><li>Lawn robot, 899 €</li></ul><p>Access to the robot park is restricted to members.</p><a href="/">Home</a>${script('/shop.js')}`,
    ),
  },
];
