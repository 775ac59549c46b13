/** Pages that came without content, for scripts to fill. */

import { scriptsAtWork } from '../scripts.js';
import type { PageSigns } from '../signs.js';
import { all, type Rule, type Test } from './rule.js';

/** A word or two. */
const BARE_CHARS = 30;
/** A word or two, and a notice that says so. */
const NOTICE_CHARS = 200;
const MAX_IMAGES = 2;
/** A page for readers without scripts, rather than a notice. */
const NOSCRIPT_PAGE_CHARS = 400;

const NOTICE =
  /\bloading\b|\bplease wait\b|javascript|\bwird geladen\b|\bchargement\b|\bcargando\b|\bcaricamento\b|\bcarregando\b|загрузка|加载中|読み込み中/i;

/** Next to no text, nothing else to see, nothing that describes the page. Which fields were asked is not known here. */
function isBare({ measure, text, headings, links, questions, passwords, described }: PageSigns): boolean {
  const { textChars, images, embeds, noscriptChars } = measure;
  if (described || embeds > 0 || images > MAX_IMAGES || links > 1 || questions + passwords > 0) return false;
  if (noscriptChars > NOSCRIPT_PAGE_CHARS) return false;
  if (textChars <= NOTICE_CHARS && NOTICE.test(text)) return true;
  return textChars <= BARE_CHARS && headings === 0;
}

const fills: Test = ({ measure }) => scriptsAtWork(measure.scripts).any;
const hasRoot: Test = ({ measure }) => measure.rootChars.length > 0;

export const SHELL_RULES: readonly Rule[] = [
  { kind: 'empty_shell', name: 'empty_shell', mayPass: true, when: all(isBare, fills) },
  // A framework's root that no script of the page will fill.
  { kind: 'empty_shell', name: 'empty_root', when: all(isBare, hasRoot) },
];
