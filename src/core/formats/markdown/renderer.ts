/** The state of one conversion to Markdown, and what every part of it does with it. */

import type { Element } from 'domhandler';
import { escapeLineStart } from './escape.js';
import { renderRuns } from './inline.js';
import { newParagraph, type Link, type Paragraph, type Run } from './runs.js';
import type { TableShape } from './table-shape.js';
import type { Writer } from './writer.js';

export interface MarkdownOptions {
  /** What relative addresses start from. */
  readonly baseUrl: string;
  /** Whether `data:` pictures lose their data. */
  readonly removeBase64Images: boolean;
}

export interface Renderer {
  readonly writer: Writer;
  readonly options: MarkdownOptions;
  /** Elements that are no part of the content. */
  readonly leftOut: ReadonlySet<Element>;
  paragraph: Paragraph;
  /** Marks of the text that comes, and the link that it is in. */
  marks: number;
  link: Link | null;
  /** Heading: everything in it is one line. Cell: nothing in it takes more than one line. */
  place: 'block' | 'heading' | 'cell';
  /** What is known of the tables that have been looked at. */
  readonly tables: Map<Element, TableShape>;
}

/** Ends the paragraph and writes it; two line breaks in a row end one as well. */
export function endParagraph(r: Renderer, prefix = ''): void {
  const { runs } = r.paragraph;
  if (runs.length === 0) return;
  r.paragraph = newParagraph();
  for (const part of splitAtBreaks(runs)) {
    const text = renderLines(part, r.place);
    if (text === '') continue;
    if (
      part.some(({ link, text: own, isRaw }) => link === r.link && (isRaw || own.trim() !== '')) &&
      r.link !== null
    )
      r.link.isUsed = true;
    r.writer.write(prefix + text);
  }
}

function splitAtBreaks(runs: readonly Run[]): Run[][] {
  const parts: Run[][] = [[]];
  let breaks = 0;
  for (const run of runs) {
    if (run.text === '\n') breaks += 1;
    else if (run.text.trim() !== '' || run.isRaw) {
      if (breaks > 1) parts.push([]);
      else if (breaks === 1 && parts.at(-1)?.length !== 0)
        parts.at(-1)?.push({ ...run, text: '\n', isRaw: false, link: null });
      breaks = 0;
      parts.at(-1)?.push(run);
    } else if (breaks === 0) parts.at(-1)?.push(run);
  }
  return parts;
}

const BREAKS = { block: '  \n', heading: ' ', cell: '<br>' } as const;

function renderLines(runs: readonly Run[], place: Renderer['place']): string {
  const text = renderRuns(runs).trim();
  if (place !== 'block') return text.replace(/ *\n */g, BREAKS[place]);
  if (!text.includes('\n')) return escapeLineStart(text);
  return text
    .split('\n')
    .map((line) => escapeLineStart(line.trim()))
    .filter((line) => line !== '')
    .join(BREAKS.block);
}
