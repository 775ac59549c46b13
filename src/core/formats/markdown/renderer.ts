/** The state of one conversion to Markdown, and how its paragraphs end. */

import type { AnyNode, Element } from 'domhandler';
import { escapeLineEnd, escapeLineStart } from './escape.js';
import { renderRuns } from './inline.js';
import { isVisible, newParagraph, type Link, type Paragraph, type Run } from './runs.js';
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
  /** The walk, for what is in an element of a kind of its own. */
  readonly renderNodes: (r: Renderer, nodes: readonly AnyNode[]) => void;
}

/** Ends the paragraph and writes it; two line breaks in a row end one as well. */
export function endParagraph(r: Renderer, prefix = ''): void {
  const { runs } = r.paragraph;
  if (runs.length === 0) return;
  r.paragraph = newParagraph();
  for (const part of splitAtBreaks(placeLink(r, runs))) {
    const text = renderLines(part, r.place);
    if (text !== '') r.writer.write(prefix + text);
  }
}

/** A link around several blocks is put on one of them. */
function placeLink({ link, place }: Renderer, runs: readonly Run[]): readonly Run[] {
  if (link === null || link.place === 'everywhere') return runs;
  const isHere =
    !link.isUsed &&
    (link.place === 'text' || place === 'heading') &&
    runs.some((run) => run.link === link && run.kind === 'text' && isVisible(run));
  if (isHere) {
    link.isUsed = true;
    return runs;
  }
  return runs.map((run) => (run.link === link ? { ...run, link: null } : run));
}

/** The paragraphs between two or more line breaks; single ones only between what shows. */
function splitAtBreaks(runs: readonly Run[]): readonly (readonly Run[])[] {
  if (!runs.some(({ kind }) => kind === 'break')) return [runs];
  let part: Run[] = [];
  const parts = [part];
  let breaks: Run[] = [];
  for (const run of runs) {
    if (run.kind === 'break') breaks.push(run);
    else if (isVisible(run)) {
      if (breaks.length > 1) parts.push((part = []));
      else if (part.length > 0) part.push(...breaks);
      breaks = [];
      part.push(run);
    } else if (breaks.length === 0) part.push(run);
  }
  return parts;
}

const BREAKS = { block: '  \n', heading: ' ', cell: '<br>' } as const;

function renderLines(runs: readonly Run[], place: Renderer['place']): string {
  const text = renderRuns(runs).trim();
  if (place === 'heading') return escapeLineEnd(text.replaceAll('\n', BREAKS.heading));
  const isBlock = place === 'block';
  if (!text.includes('\n')) return isBlock ? escapeLineStart(text) : text;
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (isBlock ? escapeLineStart(line) : line))
    .join(BREAKS[place]);
}
