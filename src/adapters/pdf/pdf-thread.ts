/** The thread that reads PDF documents: one after the other, text only, nothing is drawn, run or loaded. */

import { getDocumentProxy } from 'unpdf';
import { parentPort } from 'node:worker_threads';
import { pdfFacts, type PdfLine, type PdfValues } from '../../core/extract/pdf-facts.js';
import type { PdfText } from '../../ports/pdf-reader.js';
import { boundArrays } from './bounded-arrays.js';

export interface PdfRequest {
  readonly document: Uint8Array;
}

/** `locked`: there is a password; `empty`: there is no text; `heavy`: it took more memory than it may. */
export type PdfReply = PdfText | { readonly kind: 'broken' | 'locked' | 'empty' | 'heavy' };

const port = parentPort;
if (port === null) throw new Error('pdf-thread runs as a worker thread only');

const MAX_ARRAY_BYTES = 128 * 1024 * 1024;
const WATCH_MS = 20;
const MAX_PAGES = 500;
const MAX_CHARS = 1_000_000;
/** Pages after this are left out; the thread is not stopped for them. */
const ENOUGH_MS = 5_000;

const OPTIONS = {
  verbosity: 0,
  isEvalSupported: false,
  useSystemFonts: false,
  disableFontFace: true,
  useWorkerFetch: false,
  useWasm: false,
  enableXfa: false,
};

const refusedArrays = boundArrays(MAX_ARRAY_BYTES);
// What Node decompresses for it comes in small arrays that pass that bound one by one.
setInterval(() => {
  if (process.memoryUsage().arrayBuffers > MAX_ARRAY_BYTES) process.exit();
}, WATCH_MS).unref();

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

async function read({ document }: PdfRequest): Promise<PdfReply> {
  const startedAt = performance.now();
  const pdf = await getDocumentProxy(document, OPTIONS);
  try {
    const pages: PdfLine[][] = [];
    let chars = 0;
    let broken = 0;
    while (pages.length < Math.min(pdf.numPages, MAX_PAGES)) {
      if (chars >= MAX_CHARS || performance.now() - startedAt > ENOUGH_MS) break;
      const lines = await linesOf(pdf, pages.length + 1);
      if (lines === null) broken += 1;
      pages.push(lines ?? []);
      chars += (lines ?? []).reduce((sum, { text }) => sum + text.length, 0);
    }
    const lines = pages.flat();
    if (!lines.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) {
      return { kind: broken > 0 && broken === pages.length ? 'broken' : 'empty' };
    }
    const { info, xmp } = await metadataOf(pdf);
    return {
      kind: 'text',
      text: lines.map(({ text }) => text).join('\n'),
      facts: pdfFacts(info, xmp, pages[0] ?? [], pdf.numPages),
      pages: pdf.numPages,
      pagesRead: pages.length,
    };
  } finally {
    await pdf.destroy();
  }
}

/** The lines of a page; null when it cannot be read. */
async function linesOf(pdf: PdfDocument, pageNo: number): Promise<PdfLine[] | null> {
  try {
    const page = await pdf.getPage(pageNo);
    const { items } = await page.getTextContent();
    page.cleanup();
    const lines: PdfLine[] = [];
    let text = '';
    let size = 0;
    for (const item of items) {
      if (!('str' in item)) continue;
      text += item.str.replaceAll('\0', '');
      if (item.str.trim() !== '') size = Math.max(size, item.height);
      if (!item.hasEOL) continue;
      lines.push({ text, size });
      [text, size] = ['', 0];
    }
    return [...lines, { text, size }].filter((line) => line.text.trim() !== '');
  } catch {
    return null;
  }
}

async function metadataOf(pdf: PdfDocument): Promise<{ info: PdfValues; xmp: PdfValues }> {
  try {
    const { info, metadata } = await pdf.getMetadata();
    return {
      info: (name) => (info as Record<string, unknown>)[name],
      xmp: (name) => metadata?.get(name) as unknown,
    };
  } catch {
    return { info: () => undefined, xmp: () => undefined };
  }
}

function replyToError(error: unknown): PdfReply {
  return { kind: error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken' };
}

port.on('message', (request: PdfRequest) => {
  const before = refusedArrays();
  const answer = async (): Promise<void> => {
    const reply = await read(request).catch(replyToError);
    const isHeavy = reply.kind !== 'text' && refusedArrays() > before;
    port.postMessage(isHeavy ? ({ kind: 'heavy' } satisfies PdfReply) : reply);
  };
  void answer();
});
