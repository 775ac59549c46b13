/** A paragraph while it is read: pieces of text and how each is marked, white space collapsed as a browser shows it. */

/** Marks of a run, which are added up. */
export const STRONG = 1;
export const EMPHASIS = 2;
export const DELETED = 4;
export const CODE = 8;

export interface Link {
  readonly href: string;
  /** Of a link around blocks: where it is put. */
  readonly place: 'everywhere' | 'heading' | 'first';
  isUsed: boolean;
}

export interface Run {
  /** Text; with `isRaw` it is Markdown already. A line break of the page is '\n'. */
  text: string;
  readonly marks: number;
  readonly link: Link | null;
  readonly isRaw: boolean;
}

export interface Paragraph {
  readonly runs: Run[];
  /** Whether white space that follows shows. */
  takesSpace: boolean;
}

export function newParagraph(): Paragraph {
  return { runs: [], takesSpace: false };
}

/** White space that is more than one blank, and characters that only allow or forbid a line break. */
const UNEVEN = /[^\S ]| {2}|[\u00ad\u200b\u2060\ufeff]/;

export function addText(paragraph: Paragraph, data: string, marks: number, link: Link | null): void {
  let text = UNEVEN.test(data) ? data.replace(/[\u00ad\u200b\u2060\ufeff]+/g, '').replace(/\s+/g, ' ') : data;
  if (!paragraph.takesSpace && text.startsWith(' ')) text = text.slice(1);
  if (text === '') return;
  paragraph.takesSpace = !text.endsWith(' ');
  const last = paragraph.runs.at(-1);
  if (last !== undefined && !last.isRaw && last.marks === marks && last.link === link && last.text !== '\n')
    last.text += text;
  else paragraph.runs.push({ text, marks, link, isRaw: false });
}

/** Adds Markdown that stands in a line as it is. */
export function addRaw(paragraph: Paragraph, text: string, marks: number, link: Link | null): void {
  paragraph.runs.push({ text, marks, link, isRaw: true });
  paragraph.takesSpace = true;
}

export function addBreak(paragraph: Paragraph): void {
  paragraph.runs.push({ text: '\n', marks: 0, link: null, isRaw: false });
  paragraph.takesSpace = false;
}
