/**
 * Walls of protection products, by what only their walls have on them. Products also put scripts into the pages that they
 * let through, so each rule names the parts of the wall itself, and all but the headers are asked of short pages only.
 */

import {
  all,
  atMost,
  has,
  header,
  loads,
  runs,
  says,
  some,
  text,
  title,
  type Rule,
  type Test,
} from './rule.js';

/** What a product may answer instead of the page. */
interface Walls {
  /** Only a person gets past it. */
  readonly captcha?: Test;
  /** Scripts that a browser may simply pass. */
  readonly check?: Test;
  /** Nobody gets past it. */
  readonly refusal?: Test;
}

/** The rules `key_captcha`, `key_check` and `key_refusal`, asked in this order: a CAPTCHA comes with a check's scripts. */
function walls(product: string, key: string, { captcha, check, refusal }: Walls): Rule[] {
  const rules: Rule[] = [];
  if (captcha) rules.push({ kind: 'captcha', name: `${key}_captcha`, product, when: captcha });
  if (check) rules.push({ kind: 'bot_wall', name: `${key}_check`, product, mayPass: true, when: check });
  if (refusal) rules.push({ kind: 'bot_wall', name: `${key}_refusal`, product, when: refusal });
  return rules;
}

// https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
const cloudflareCheck = header('cf-mitigated', /^challenge$/i);
// https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html
const awsCheck = header('x-amzn-waf-action', /^challenge$/i);
const awsCaptcha = header('x-amzn-waf-action', /^captcha$/i);
const vercelCheck = header('x-vercel-mitigated', /^challenge$/i);
const vercelRefusal = header('x-vercel-mitigated', /^deny$/i);
const sitegroundCheck = header('sg-captcha', /^challenge$/i);

export function declaresWall(headers: Readonly<Record<string, string>>): boolean {
  return ['cf-mitigated', 'x-amzn-waf-action', 'x-vercel-mitigated', 'sg-captcha'].some(
    (name) => headers[name] !== undefined,
  );
}

/** Headers by which products declare a wall, whatever the page has on it. */
export const HEADER_RULES: readonly Rule[] = [
  ...walls('Cloudflare', 'cloudflare', { check: cloudflareCheck }),
  ...walls('AWS WAF', 'aws_waf', { captcha: awsCaptcha, check: awsCheck }),
  ...walls('Vercel', 'vercel', { check: vercelCheck, refusal: vercelRefusal }),
  ...walls('SiteGround', 'siteground', { check: sitegroundCheck }),
];

const CLOUDFLARE = walls('Cloudflare', 'cloudflare', {
  captcha: some(
    runs(/\bcType\s*:\s*['"]interactive['"]/),
    has('#cf-challenge-hcaptcha-wrapper', '#cf-norobot-container', '#cf-hcaptcha-container'),
    loads(/__cf_chl_captcha_tk__=/),
  ),
  check: some(
    cloudflareCheck,
    runs(/\b_cf_chl_opt\b/),
    // /cdn-cgi/challenge-platform/scripts/ is on pages that were let through.
    loads(/\/cdn-cgi\/challenge-platform\/[^?]*\/orchestrate\//),
    loads(/[?&]__cf_chl_(?:f|rt|jschl)_tk(?:__)?=/),
    has('#cf-browser-verification', '.cf-browser-verification', '#cf-challenge-running', '#trk_jschal_js'),
  ),
  // The same frame shows errors of the site's own server (502, 520 to 526).
  refusal: all(
    some(
      has('#cf-error-details', '.cf-error-details', '.cf-error-code'),
      loads(/\/cdn-cgi\/styles\/(?:cf\.errors|main\.css)/),
    ),
    some(
      title(/^(?:attention required|access denied)/i),
      says(/you have been blocked|been banned|being rate limited/i),
      says(/\berror\s*(?:code\s*)?:?\s*1(?:00[5-9]|01[0-25]|020|106)\b/i),
    ),
  ),
});

const DATADOME = walls('DataDome', 'datadome', {
  captcha: some(
    loads(/captcha-delivery\.com\/(?:captcha\/|c\.js)|\/captcha\/\?initialCid=/),
    all(runs(/['"]geo\.captcha-delivery\.com['"]/), runs(/['"]rt['"]\s*:\s*['"]c['"]/)),
  ),
  check: some(loads(/captcha-delivery\.com\//), runs(/['"]geo\.captcha-delivery\.com['"]/)),
});

const HUMAN = walls('HUMAN', 'human', {
  captcha: some(
    has('#px-captcha', '#px-captcha-wrapper', '.px-captcha-container', '.px-captcha-error'),
    runs(/\bpxCaptchaSrc\b/),
    loads(/captcha\.px-(?:cdn|cloud)\.net\//),
    all(loads(/\/captcha\/captcha\.js/), runs(/\b_pxAppId\b/)),
  ),
});

/** The product's script is on every page; as all there is, it is the check. */
const onlyIncapsula: Test = ({ scripts, code, measure }) =>
  scripts.length > 0 &&
  scripts.every((source) => /\/_Incapsula_Resource\?SWJIYLWA=/.test(source)) &&
  code.trim() === '' &&
  measure.rootChars.length === 0;

const IMPERVA = walls('Imperva', 'imperva', {
  check: some(
    all(
      some(
        has('#interstitial-inprogress'),
        runs(/\breeseSkipExpirationCheck\b|__imperva_interstitial|\bonProtectionInitialized\b/),
      ),
      some(title(/^pardon our interruption/i), loads(/\/_Incapsula_Resource\?/)),
    ),
    all(onlyIncapsula, atMost(20)),
    // Detection type 12 asks for scripts and cookies, the others refuse.
    loads(/\/_Incapsula_Resource\?[SC]WUDNSAI=[^#]*[?&]edet=12\b/),
  ),
  refusal: some(
    loads(/\/_Incapsula_Resource\?[SC]WUDNSAI=/),
    all(text(/request unsuccessful/i), text(/incapsula incident id\s*:?\s*\d/i)),
    all(title(/^pardon our interruption/i), text(/made us think (?:that )?you (?:were|are) a bot/i)),
  ),
});

const AKAMAI = walls('Akamai', 'akamai', {
  check: some(
    has('#sec-if-cpt-container', '#sec-cpt-if'),
    loads(/\/_sec\/cp_challenge\//),
    all(some(loads(/[?&]bm-verify=/), runs(/\bbm-verify\b/)), runs(/\/_sec\/verify\?provider=/)),
  ),
  // Other errors of its servers carry a reference as well.
  refusal: all(
    title(/^access denied/i),
    text(/\breference\s*#\s*[\da-f]{1,10}\.[\da-f]{1,20}\.\d{1,20}\.[\da-f]{1,20}/i),
  ),
});

const AWS = [
  ...walls('AWS WAF', 'aws_waf', {
    captcha: some(
      awsCaptcha,
      all(
        has('#captcha-container'),
        some(runs(/\bAwsWafCaptcha\b|\bCaptchaScript\b/), loads(/\.captcha(?:-sdk)?\.awswaf\.com\//)),
      ),
    ),
    // Sites may load the product's script into pages of their own.
    check: some(
      awsCheck,
      all(
        loads(/\.awswaf\.com\/[^?]*challenge(?:\.compact)?\.js/),
        some(has('#challenge-container'), runs(/\bgokuProps\b|AwsWafIntegration\.checkForceRefresh/)),
      ),
    ),
  }),
  ...walls('CloudFront', 'cloudfront', {
    refusal: all(text(/generated by cloudfront/i), text(/request blocked|block access from your country/i)),
  }),
];

const HOSTING = [
  ...walls('Vercel', 'vercel', {
    check: some(
      vercelCheck,
      all(
        title(/^vercel security checkpoint/i),
        some(loads(/\/\.well-known\/vercel\/security\//), text(/verifying your browser/i)),
      ),
    ),
    refusal: vercelRefusal,
  }),
  // Sites may embed the challenge in pages of their own.
  ...walls('Fastly', 'fastly', {
    check: all(loads(/\/_fs-ch-[\w-]{1,40}\//), some(title(/^client challenge/i), has('#loading-error'))),
  }),
  ...walls('SiteGround', 'siteground', {
    check: some(sitegroundCheck, loads(/\/\.well-known\/sgcaptcha\//)),
  }),
  ...walls('Imunify360', 'imunify', {
    captcha: has('#im360_captcha'),
    check: all(
      some(header('server', /imunify360/i), loads(/imunify360|\/\.im360\//i)),
      title(/one moment, please|imunify360/i),
    ),
  }),
  ...walls('Alibaba Cloud WAF', 'aliyun', { check: runs(/\bacw_sc__v[23]\b/) }),
];

const FIREWALLS = [
  ...walls('Sucuri', 'sucuri', {
    check: runs(/\bsucuri_cloudproxy_js\b/),
    refusal: all(title(/sucuri website firewall/i), text(/block (?:id|details|reason)|access denied/i)),
  }),
  ...walls('DDoS-Guard', 'ddos_guard', {
    captcha: loads(/\/\.well-known\/ddos-guard\/(?:ddg-captcha|h-captcha)/),
    check: some(
      loads(/\/\.well-known\/ddos-guard\/js-challenge\//),
      all(title(/^ddos-guard$/i), has('#link-ddg')),
    ),
  }),
  ...walls('Qrator', 'qrator', { check: all(loads(/\/__qrator\/qauth/), atMost(400)) }),
  ...walls('F5', 'f5', {
    check: all(
      some(runs(/\bbobcmn\b/), loads(/\/TSPD\//)),
      says(/enable javascript to view the page content|support id/i),
      atMost(400),
    ),
    refusal: all(title(/^request rejected/i), text(/support id/i)),
  }),
  ...walls('Wordfence', 'wordfence', {
    refusal: all(
      text(/generated by wordfence/i),
      text(/access to this (?:site|service) has been (?:limited|blocked)/i),
    ),
  }),
  ...walls('ModSecurity', 'modsecurity', {
    refusal: all(title(/not acceptable/i), text(/generated by mod_security/i)),
  }),
  ...walls('FortiWeb', 'fortiweb', {
    refusal: all(text(/attack id\s*:?\s*\d/i), text(/message id\s*:?\s*\d/i)),
  }),
];

const BOT_MANAGERS = [
  ...walls('Kasada', 'kasada', {
    check: some(runs(/\bKPSDK\.scriptStart\b/), all(runs(/\bKPSDK\b/), loads(/\/ips\.js(?:\?|$)/))),
  }),
  ...walls('Radware', 'radware', {
    captcha: all(
      some(loads(/(?:captcha|validate)\.perfdrive\.com/i), title(/radware|shieldsquare/i)),
      some(has('.h-captcha', '.g-recaptcha'), says(/captcha/i)),
    ),
  }),
  ...walls('Reblaze', 'reblaze', { check: all(runs(/\brbzns\b/), runs(/\bwinsocks\(/)) }),
  ...walls('Rivers Security', 'rivers', {
    check: all(runs(/\$_ts\s*=\s*window\[['"]\$_ts['"]\]/), atMost(100)),
  }),
  ...walls('Anubis', 'anubis', { check: has('#anubis_challenge') }),
  ...walls('go-away', 'go_away', {
    check: loads(/\/\.well-known\/\.git\.gammaspectra\.live\/git\/go-away\//),
  }),
];

/** Asked of short pages only. */
export const PRODUCT_RULES: readonly Rule[] = [
  ...CLOUDFLARE,
  ...DATADOME,
  ...HUMAN,
  ...IMPERVA,
  ...AKAMAI,
  ...AWS,
  ...HOSTING,
  ...FIREWALLS,
  ...BOT_MANAGERS,
];
