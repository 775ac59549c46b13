/** Whether an element, by its name, role, classes and id, stands around the content of a page and not in it. */

import type { Element } from 'domhandler';

const ROLES: ReadonlySet<string> = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'search',
  'complementary',
  'dialog',
  'alertdialog',
  'menu',
  'menubar',
]);

/** One of these words alone, or at the start or end of a name of several, is enough. */
const WORDS =
  /^(?:(?:site-?|page-?|main-?|global-?|top-?|primary-?|secondary-?|mobile-?|footer-?|header-?|side-?)?(?:nav|navbar|navigation|menu)|(?:site|page|global|main|top)-?(?:header|footer)|masthead|footer|side-?bar|bread-?crumbs?|skip-?(?:link|nav|to-?content)s?|(?:cookie|consent|gdpr)(?:-?(?:banner|notice|consent|bar|popup|modal|message|policy|law|info|overlay|wrapper|container|dialog))?|onetrust-[a-z-]+|cmp-?(?:banner|container)|cc-?(?:window|banner)|(?:social|share|sharing)(?:-?(?:bar|buttons?|links?|icons?|media|tools|list|share|sharing|widget))|share|newsletter(?:-?(?:signup|form|box|banner))?|pop-?up|modal|lightbox|off-?canvas|ad(?:vert(?:isement|ising)?|s|-?(?:banner|slot|unit|container|wrapper))|adsbygoogle|pagination|pager|noprint|mw-editsection|screen-reader-(?:text|shortcut)|visually-hidden-focusable)$/;

const MAX_NAME_CHARS = 60;
const MAX_CLASSES = 30;

/** @param isInMain whether it stands in the main part of a page or in an article */
export function isAroundContent({ name, attribs }: Element, isInMain: boolean): boolean {
  switch (name) {
    case 'nav':
    case 'aside':
    case 'dialog':
      return true;
    case 'header':
    case 'footer':
      return !isInMain;
    case 'html':
    case 'body':
    case 'main':
    case 'article':
    case 'h1':
      return false;
    default:
  }
  const role = attribs['role'];
  if (role !== undefined && ROLES.has(role.trim().toLowerCase())) return true;
  const { id, class: classes } = attribs;
  if (id !== undefined && isName(id)) return true;
  return classes !== undefined && namesOf(classes).some(isName);
}

function namesOf(classes: string): string[] {
  return classes.slice(0, MAX_CLASSES * MAX_NAME_CHARS).split(/\s+/, MAX_CLASSES);
}

/** Written `siteNav`, `site_nav`, `site__nav` or `site-nav`. */
function isName(name: string): boolean {
  if (name.length > MAX_NAME_CHARS || name.length < 2) return false;
  return WORDS.test(
    name
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replace(/[_-]+/g, '-'),
  );
}

/** Elements whose headers and footers belong to the content. */
export function mayHoldMain({ name, attribs }: Element): boolean {
  return name === 'main' || name === 'article' || attribs['role'] === 'main';
}
