/**
 * Pages that are a CAPTCHA, and pages in words of their own that ask for a person or turn a program away.
 *
 * A widget alone is no wall: forms of all kinds carry one. It is a wall when a short page has nothing else to fill in.
 * Words alone are none either: they count in a page that has next to nothing else, and where two things are said or one is
 * said and scripts go with it.
 */

import { phrases } from '../phrases.js';
import { scriptsAtWork } from '../scripts.js';
import { all, atMost, has, loads, runs, says, some, text, title, type Rule, type Test } from './rule.js';

/** Characters of a page that has nothing to say but why the page is withheld. */
const WALL_CHARS = 700;
/** Of a page that is a CAPTCHA and says so, or does not. */
const CAPTCHA_CHARS = 1_000;
const WORDLESS_CAPTCHA_CHARS = 400;
/** Of a page that says that it needs cookies, and how to allow them. */
const COOKIE_CHARS = 400;
/** Of a page that only asks for patience. */
const WAITING_CHARS = 200;
const FEW_LINKS = 8;

const visibleWidget = some(
  has('.g-recaptcha', '.h-captcha', '.cf-turnstile', '.frc-captcha', '.mtcaptcha', '.smart-captcha'),
  has('.geetest_captcha', '#TencentCaptcha', '#aliyunCaptcha-window', 'altcha-widget', 'mcaptcha-widget'),
  loads(/\/recaptcha\/(?:api2|enterprise)\/(?:anchor|bframe|fallback)|hcaptcha\.com\/captcha\/v1/i),
  loads(/challenges\.cloudflare\.com\/cdn-cgi\/challenge-platform/i),
  loads(/\.(?:arkoselabs|funcaptcha)\.com\/|smartcaptcha\.yandexcloud\.net\//i),
);

/** Scripts that draw a widget, or may watch without one. */
const widgetScript = some(
  loads(
    /\/recaptcha\/(?:api|enterprise)\.js|hcaptcha\.com\/1\/api\.js|challenges\.cloudflare\.com\/turnstile\//i,
  ),
  loads(/geetest\.com\/|\/gt4?\.js|\/TCaptcha(?:-global)?\.js|AliyunCaptcha/i),
  runs(/\b(?:grecaptcha(?:\.enterprise)?|hcaptcha|turnstile)\.render\(/),
);

const captchaField: Test = ({ captchaFields }) => captchaFields > 0;
/** The widget is there to be seen, and not one part of a form with boxes to tick. */
const onlyWidget: Test = ({ invisibleWidget, choices }) => !invisibleWidget && choices === 0;
/** Nothing else to fill in, hardly anywhere else to go, and nobody describes such a page to search engines. */
const bare: Test = ({ links, described, questions, passwords }) =>
  links <= FEW_LINKS && !described && questions + passwords === 0;
/** Something happens without the reader: scripts that do more than count, or a refresh. */
const moves: Test = ({ measure, sources }) =>
  scriptsAtWork(measure.scripts).any || sources.some((source) => /^\s*\d+\s*(?:[;,]|$)/.test(source));

/** In the title or the text: what is for readers without scripts may stand in any page. */
const saysToReaders = (words: RegExp): Test => some(title(words), text(words));

// JavaScript's \b knows ASCII letters only, so phrases of other alphabets and accented openings go without.

/** Asks the reader to be a person. */
const ASKED = phrases(
  /\byou(?:['’]re| are) not a (?:ro)?bot\b/,
  /\byou(?:['’]re| are) (?:a )?(?:human\b|real person\b)/,
  /\bare you (?:a )?(?:human|robot)\b/,
  /\bhuman (?:verification|check)\b/,
  /\bpress (?:&|and) hold to (?:confirm|continue|verify)/,
  /\bsie (?:ein mensch|kein roboter) sind\b/,
  /\bvous n['’][eê]tes pas un robot\b/,
  /\bno (?:eres|es usted) un robot\b/,
  /\bnon sei un robot\b/,
  /\bn[aã]o é um rob[oô]/,
  /вы не робот|人机验证|您不是机器人|ロボットではないこと|로봇이 아닙니다/,
);

/** The same, and what else stands beside a CAPTCHA. */
const PERSON = phrases(
  ASKED,
  /\b(?:not|n['’]t) a (?:ro)?bot\b/,
  /\bunusual (?:traffic|activity)\b/,
  /\bcharacters (?:you see|shown|in the (?:image|picture))/,
  /\b(?:complete|solve|pass) (?:the|this|a) (?:captcha|security check|challenge)/,
  /\bsecurity (?:check|verification) (?:required|to (?:access|continue|proceed))/,
  /\bkein roboter\b/,
  /\bpas un robot\b/,
  /[eê]tes[ -](?:vous )?(?:bien )?(?:un )?humain/,
  /\bno soy un robot\b/,
  /\bnon sono un robot\b/,
  /\bn[aã]o sou um rob[oô]/,
  /\bgeen robot\b/,
  /не робот|安全验证|不是机器人|ロボットではありません/,
);

/** Says that something is being looked at, and that the page comes by itself. */
const CHECKING = phrases(
  /\bchecking (?:if the site connection is secure|your browser|the security of your|you are not a bot)/,
  /\bverifying (?:your (?:browser|connection|request)|(?:that )?you are (?:a )?human)/,
  /\b(?:request|browser|connection) is being (?:verified|checked)/,
  /\bmak(?:e|ing) sure you(?:['’]re| are) not a (?:ro)?bot/,
  /\bbrowser wird (?:über|ge)prüft/,
  /\bv[ée]rification de votre navigateur/,
  /\bcomprobando (?:su|tu) navegador/,
  /проверка (?:вашего )?браузера|正在检查您的浏览器|ブラウザを確認/,
);

/** A title that says to wait, and nothing else. */
const WAITING =
  /^(?:(?:just )?(?:a|one) moment|please (?:wait|stand by)|loading|verifying|einen moment|bitte warten|un instant|veuillez patienter|un momento|aguarde|подождите|请稍候|しばらくお待ちください)(?:,? (?:please|bitte))?[\s.…!]*$/i;
const RELOADS = /\blocation\.reload\(/;

/** Says that it was looked for a cookie, which did not come back. */
const COOKIES = phrases(
  /\bcookies? (?:support )?(?:(?:is|are|seems? to be|appears? to be) )?(?:currently )?(?:disabled|turned off|switched off|not enabled|not supported)\b/,
  /\b(?:browser|device) (?:does not|doesn['’]t|is not set to|isn['’]t set to) (?:accept|support|allow) cookies\b/,
  /\b(?:enable|turn on|switch on|activate|allow) (?:your )?(?:browser )?cookies\b/,
  /\bcookies (?:must|have to|need to) be (?:enabled|turned on|activated|accepted)\b/,
  /\bcookies (?:sind|wurden) (?:deaktiviert|ausgeschaltet|nicht aktiviert)\b|\b(?:aktivieren|erlauben) sie (?:bitte )?(?:die )?cookies\b/,
  /\bcookies sont désactivés|\b(?:activer|autoriser|accepter) les cookies\b/,
  /\bcookies (?:est[aá]n|se encuentran) (?:desactivad|deshabilitad)[oa]s\b|\b(?:active|habilite|activar|habilitar) las cookies\b/,
  /\bi cookie sono disabilitati|\babilita(?:re)? i cookie\b|\b(?:ative|habilite|ativar|habilitar) os cookies\b/,
  /cookies? (?:отключен|выключен)|включите (?:поддержку )?cookie|启用 ?cookie|cookieを有効/,
);

/** Turns the request away. */
const REFUSED = phrases(
  /\baccess (?:to (?:this|the) (?:page|site|website|resource|service) )?(?:has been |was |is )?(?:temporarily )?(?:denied|blocked|restricted)\b/,
  /\byou(?:['’]ve| have)(?: been)?(?: temporarily)? (?:blocked|banned|denied|flagged)\b/,
  /\byour (?:ip|request|access|connection)(?: address)? (?:has|was|is)(?: been)?(?: temporarily)? (?:blocked|banned|denied|flagged)\b/,
  /\brequest (?:has been |was )?(?:blocked|rejected|denied)\b/,
  /\bzugriff (?:wurde )?(?:verweigert|blockiert|gesperrt)/,
  /\bacc[eè]s (?:a été )?(?:refus[ée]|bloqu[ée])/,
  /\bacceso (?:denegado|bloqueado)/,
  /\baccesso negato/,
  /\bacesso (?:negado|bloqueado)/,
  /доступ (?:запрещ[её]н|ограничен|заблокирован)|访问被(?:拒绝|阻断|拦截)/,
);

/** Gives a program as the reason. */
const PROGRAM = phrases(
  /\bautomated (?:requests?|queries|traffic|access|tools?|software|activity|means)\b/,
  /\bbots?\b|\ba robot\b|\bby robots\b/,
  /\bscrap(?:ing|ers?)\b/,
  /\bcrawlers?\b/,
  /\b(?:suspicious|malicious|unusual) (?:activity|traffic|request|behaviou?r)\b/,
  /\bweb application firewall\b/,
  /\bsecurity (?:service|solution|system|polic(?:y|ies)|rules?|reasons|software)\b/,
  /\bnetwork security\b/,
  /\bautomati(?:sierte|s[ée]e?s?|zad[ao]s?|zzat[aeio])\b/,
  /автоматическ|机器人|自动化/,
);

export const CAPTCHA_RULES: readonly Rule[] = [
  {
    kind: 'captcha',
    name: 'captcha_widget',
    when: all(
      atMost(CAPTCHA_CHARS),
      bare,
      visibleWidget,
      some(says(PERSON), all(onlyWidget, atMost(WORDLESS_CAPTCHA_CHARS))),
    ),
  },
  {
    kind: 'captcha',
    name: 'captcha_asked',
    when: all(atMost(CAPTCHA_CHARS), bare, some(captchaField, widgetScript), says(PERSON)),
  },
];

/** In words alone. */
export const WORDED_RULES: readonly Rule[] = [
  {
    kind: 'bot_wall',
    name: 'worded_check',
    mayPass: true,
    when: all(
      atMost(WALL_CHARS),
      bare,
      some(all(moves, says(CHECKING)), all(title(WAITING), runs(RELOADS), atMost(WAITING_CHARS))),
    ),
  },
  {
    kind: 'captcha',
    name: 'worded_captcha',
    when: all(atMost(WALL_CHARS), bare, moves, says(ASKED)),
  },
  {
    kind: 'bot_wall',
    name: 'worded_cookie_check',
    mayPass: true,
    when: all(atMost(COOKIE_CHARS), bare, ({ headings }) => headings <= 1, saysToReaders(COOKIES)),
  },
  {
    kind: 'bot_wall',
    name: 'worded_refusal',
    when: all(atMost(WALL_CHARS), bare, says(REFUSED), says(PROGRAM)),
  },
];
