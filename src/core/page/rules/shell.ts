/** Pages that came without content, for scripts to fill. */

import { phrases } from '../phrases.js';
import { isPlaceholder } from '../placeholders.js';
import { scriptsAtWork } from '../scripts.js';
import type { PageSigns } from '../signs.js';
import { all, atMost, runs, says, type Rule, type Test } from './rule.js';

/** A word or two. */
const BARE_CHARS = 30;
/** A word or two, and a notice that says so. */
const NOTICE_CHARS = 200;
const MAX_IMAGES = 2;
/** A page for readers without scripts, rather than a notice. */
const NOSCRIPT_PAGE_CHARS = 400;

const NOTICE = phrases(
  /\bloading\b|\bplease wait\b|javascript|\bwird geladen\b|\bchargement\b|\bcargando\b|\bcaricamento\b|\bcarregando\b/,
  /загрузка|加载中|読み込み中/,
);
/** Says that it is left for another page. */
const REDIRECT = phrases(
  /\bredirecting\b|\b(?:be|being) redirected\b|\b(?:weiter|um)geleitet\b|\bredirection en cours\b|\bredirigé/,
  /\bredirigiendo\b|\bredirigido\b|\breindirizza|\bredirecionad[oa]\b|\bredirecionando\b|перенаправл|正在跳转|リダイレクト/,
);
const LEAVES = /\blocation(?:\.href)?\s*=[^=]|\blocation\.(?:assign|replace)\(/;

/** Next to no text, nothing else to see, nothing that describes the page. Which fields were asked is not known here. */
function isBare({
  measure,
  text,
  busy,
  headings,
  belowHeadings,
  links,
  questions,
  passwords,
  described,
}: PageSigns): boolean {
  const { textChars, images, embeds, noscriptChars } = measure;
  if (described || embeds > 0 || questions + passwords > 0) return false;
  if (noscriptChars > NOSCRIPT_PAGE_CHARS) return false;
  if (isPlaceholder(text)) return true;
  if (images > MAX_IMAGES) return false;
  // A menu around boxes that say they are waiting.
  if (busy && textChars <= NOTICE_CHARS && headings === 0) return true;
  if (links > 1) return false;
  if (textChars <= NOTICE_CHARS && NOTICE.test(belowHeadings)) return true;
  return textChars <= BARE_CHARS && headings === 0;
}

const fills: Test = ({ measure }) => scriptsAtWork(measure.scripts).any;
const hasRoot: Test = ({ measure }) => measure.rootChars.length > 0;

const leadsOn: Test = ({ links, described, questions, passwords }) =>
  links <= 2 && !described && questions + passwords === 0;

export const SHELL_RULES: readonly Rule[] = [
  {
    kind: 'redirect',
    name: 'script_redirect',
    mayPass: true,
    when: all(atMost(NOTICE_CHARS), leadsOn, says(REDIRECT), runs(LEAVES)),
  },
  { kind: 'empty_shell', name: 'empty_shell', mayPass: true, when: all(isBare, fills) },
  // A framework's root that no script of the page will fill.
  { kind: 'empty_shell', name: 'empty_root', when: all(isBare, hasRoot) },
];
