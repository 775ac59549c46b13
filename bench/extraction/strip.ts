/**
 * Pages as if their publishers had marked nothing up, for a look at how they are read then. Regular expressions will do: what
 * they miss makes the page easier, and nothing else rests on them.
 */

export const STRIP_LEVELS = ['markup', 'all'] as const;
/** `markup`: no JSON-LD, microdata, RDFa and JSON state. `all`: no meta tags and no scripts either. */
export type StripLevel = (typeof STRIP_LEVELS)[number];

const JSON_SCRIPTS = /<script[^>]{0,2000}(?:\bjson\b|__NEXT_DATA__)[^>]{0,2000}>.*?<\/script>/gis;
const MICRODATA = /\s(?:itemprop|itemscope|itemtype|typeof|vocab)(?:=(?:"[^"]*"|'[^']*'|[^\s>]+))?/gi;
const RDFA = /(<(?!meta)[a-z][^<>]*?)\sproperty=(?:"[^"]*"|'[^']*')/gi;
const METAS = /<meta\b[^>]*>/gi;
const SCRIPTS = /<script\b[^>]*>.*?<\/script>/gis;

export function strip(html: string, level: StripLevel): string {
  const plain = html.replace(JSON_SCRIPTS, '').replace(MICRODATA, '').replace(RDFA, '$1');
  return level === 'markup' ? plain : plain.replace(METAS, '').replace(SCRIPTS, '');
}
