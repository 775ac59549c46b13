/** A paragraph while it is read: pieces of text and how each is marked, white space collapsed as a browser shows it. */

/** Marks of a run, which are added up. */
export const STRONG = 1;
export const EMPHASIS = 2;
export const DELETED = 4;
export const CODE = 8;

export interface Link {
  readonly href: string;
  /** Of a link around blocks: the heading in it is the link, or the first text. */
  readonly place: 'everywhere' | 'heading' | 'text';
  /** Whether something is the link already. */
  isUsed: boolean;
}

export interface Run {
  readonly kind: 'text' | 'break' | 'markdown';
  /** Text, or with `markdown` what stands in the line as it is. */
  text: string;
  readonly marks: number;
  readonly link: Link | null;
}

export interface Paragraph {
  readonly runs: Run[];
  /** Whether white space that follows shows. */
  takesSpace: boolean;
  /** Whether it is a term so far, which the first paragraph of its meaning goes on. */
  isTerm: boolean;
}

export function newParagraph(): Paragraph {
  return { runs: [], takesSpace: false, isTerm: false };
}

/** White space that is more than one blank, and characters that only allow or forbid a line break. */
const UNEVEN = /[^\S ]| {2}|[\u00ad\u200b\u2060\ufeff]/;

export function addText(paragraph: Paragraph, data: string, marks: number, link: Link | null): void {
  let text = UNEVEN.test(data) ? data.replace(/[\u00ad\u200b\u2060\ufeff]+/g, '').replace(/\s+/g, ' ') : data;
  if (!paragraph.takesSpace && text.startsWith(' ')) text = text.slice(1);
  if (text === '') return;
  paragraph.takesSpace = !text.endsWith(' ');
  const last = paragraph.runs.at(-1);
  if (last?.kind === 'text' && last.marks === marks && last.link === link) last.text += text;
  else paragraph.runs.push({ kind: 'text', text, marks, link });
}

/** Adds Markdown that stands in a line as it is. */
export function addMarkdown(paragraph: Paragraph, text: string, link: Link | null): void {
  paragraph.runs.push({ kind: 'markdown', text, marks: 0, link });
  paragraph.takesSpace = true;
}

export function addBreak(paragraph: Paragraph): void {
  paragraph.runs.push({ kind: 'break', text: '\n', marks: 0, link: null });
  paragraph.takesSpace = false;
}

/** Whether something of it shows. */
export function isVisible({ kind, text }: Run): boolean {
  return kind === 'markdown' || (kind === 'text' && text.trim() !== '');
}
