/** How much of a page is in a text, in the terms of `bench/peers/markdown/judge.mjs`. */

/** What a page shows, or what a text in Markdown says. */
export interface Facts {
  readonly text: string;
  /** Level and text. */
  readonly headings: readonly string[];
  /** Address and text. */
  readonly links: readonly (readonly [string, string])[];
  /** Of each table the rows, of each row the texts of the cells that have one. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  /** Text and language. */
  readonly codes: readonly (readonly [string, string])[];
  /** Texts of list items, without the lists in them. */
  readonly items: readonly string[];
  readonly html: number;
}

export const MEASURES = ['words', 'headings', 'links', 'rows', 'code', 'languages', 'items'] as const;
export type Measure = (typeof MEASURES)[number];

export interface Count {
  kept: number;
  all: number;
}

export interface Score {
  readonly counts: Readonly<Record<Measure, Count>>;
  /** Words that the page does not show. */
  added: Count;
  /** Pages whose text still holds elements. */
  withHtml: number;
}

export function newScore(): Score {
  const counts = Object.fromEntries(MEASURES.map((measure) => [measure, { kept: 0, all: 0 }]));
  return { counts: counts as Record<Measure, Count>, added: { kept: 0, all: 0 }, withHtml: 0 };
}

/** Adds what of a page `shown` is in the text `said`. Returns the share of what was to be kept. */
export function addPage(score: Score, shown: Facts, said: Facts): void {
  const { counts } = score;
  const note = (measure: Measure, kept: number, all: number): void => {
    counts[measure].kept += kept;
    counts[measure].all += all;
  };
  const [words, saidWords] = [wordsOf(shown.text), wordsOf(said.text)];
  note('words', common(words, saidWords), words.length);
  score.added.kept += saidWords.length - common(saidWords, words);
  score.added.all += saidWords.length;
  note('headings', common(shown.headings, said.headings), shown.headings.length);
  note('links', keptLinks(shown.links, said.links), shown.links.length);
  const rows = shown.tables.flat();
  note('rows', keptRows(rows, said.tables.flat()), rows.length);
  note('code', common(shown.codes.map(textOf), said.codes.map(textOf)), shown.codes.length);
  const named = shown.codes.filter(([, language]) => language !== '').map((code) => code.join(' '));
  note(
    'languages',
    common(
      named,
      said.codes.map((code) => code.join(' ')),
    ),
    named.length,
  );
  note('items', common(shown.items, said.items), shown.items.length);
  if (said.html > 0) score.withHtml += 1;
}

function textOf([text]: readonly [string, string]): string {
  return text;
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** How many of the first are among the second, each of which counts once. */
function common(wanted: readonly string[], found: readonly string[]): number {
  const left = new Map<string, number>();
  for (const one of found) left.set(one, (left.get(one) ?? 0) + 1);
  return wanted.filter((one) => {
    const count = left.get(one) ?? 0;
    if (count > 0) left.set(one, count - 1);
    return count > 0;
  }).length;
}

/** A link around a whole box is kept where a part of the box's words is the link. */
function keptLinks(wanted: Facts['links'], found: Facts['links']): number {
  const left = new Map<string, string[]>();
  for (const [href, text] of found) left.set(href, [...(left.get(href) ?? []), text]);
  return wanted.filter(([href, text]) => {
    const texts = left.get(href) ?? [];
    const at = texts.findIndex((one) => one !== '' && text.includes(one));
    if (at >= 0) texts.splice(at, 1);
    return at >= 0;
  }).length;
}

/** A row is kept where a row has its cells in their order; more may stand between them, as what other cells span. */
function keptRows(wanted: readonly (readonly string[])[], found: readonly (readonly string[])[]): number {
  const byCell = new Map<string, (readonly string[])[]>();
  for (const row of found)
    for (const cell of new Set(row)) byCell.set(cell, [...(byCell.get(cell) ?? []), row]);
  const used = new Set<readonly string[]>();
  return wanted.filter((cells) => {
    const rare = cells.map((cell) => byCell.get(cell) ?? []).sort((a, b) => a.length - b.length)[0] ?? [];
    const row = rare.find((one) => !used.has(one) && isWithin(cells, one));
    if (row !== undefined) used.add(row);
    return row !== undefined;
  }).length;
}

function isWithin(cells: readonly string[], row: readonly string[]): boolean {
  let next = 0;
  for (const cell of row) if (cell === cells[next]) next += 1;
  return next === cells.length;
}
