import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPdfReader, type PdfReaderOptions } from '../../src/adapters/pdf/reader.js';
import type { PdfOutcome, PdfReader, PdfText } from '../../src/ports/pdf-reader.js';
import { assemblePdf, buildPdf, deflated } from '../../bench/wild/inputs/pdf.js';

const signal = new AbortController().signal;
const limits = { timeoutMs: 60_000, signal };

const readers: PdfReader[] = [];
function open(options?: PdfReaderOptions): PdfReader {
  const reader = createPdfReader(options);
  readers.push(reader);
  return reader;
}

function textOf(outcome: PdfOutcome): PdfText {
  assert.ok(outcome.kind === 'text', JSON.stringify(outcome));
  return outcome;
}

function messageOf(outcome: PdfOutcome): string {
  assert.ok(outcome.kind === 'failed', 'expected a failure');
  return `${outcome.failure.code}: ${outcome.failure.message}`;
}

const BROKEN = 'URL_UNREACHABLE: The PDF is broken and cannot be read.';
const EMPTY = 'URL_UNREACHABLE: The PDF has no text; its pages may be scanned.';
const HEAVY = 'URL_UNREACHABLE: The PDF takes too much memory to be read.';
const SLOW = 'TIMEOUT: The PDF could not be read in time.';

/** One page whose content is `content`, with `more` objects from number 6. */
const page = (content: Buffer, more: readonly (string | Buffer)[] = []): Buffer =>
  assemblePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [4 0 R] /Count 1 >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /X 6 0 R >> >> /Contents 5 0 R >>',
    content,
    ...more,
  ]);

/** Thirty forms, each of which draws the next one twice. */
const slow = (): Buffer => {
  const form = (n: number): Buffer =>
    deflated(
      Buffer.from(n < 29 ? '/X Do /X Do' : 'BT /F1 12 Tf (x) Tj ET'),
      `/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X ${7 + n} 0 R >> /Font << /F1 3 0 R >> >>`,
    );
  return page(
    deflated(Buffer.from('/X Do')),
    Array.from({ length: 30 }, (_, n) => form(n)),
  );
};

const small = buildPdf({ pages: [['Hello (world) \\']] });

describe('createPdfReader', function () {
  this.timeout(120_000);
  let reader: PdfReader;
  before(() => (reader = createPdfReader()));
  after(() => reader.close());
  afterEach(async () => {
    for (const opened of readers.splice(0)) await opened.close();
  });

  it('reads the lines of all pages and what the document says about itself', async () => {
    const document = buildPdf({
      pages: [[{ text: 'Blue kettle – manual', size: 24 }, 'Price: 24,90 €'], ['“Boil” (water).']],
      info: {
        Title: 'Kessel für 日本',
        Author: 'Jane Doe',
        Subject: 'Boiling',
        Keywords: 'kettle, steel',
        CreationDate: "D:20240314120000+01'00'",
        ModDate: 'D:20240401',
      },
      lang: 'de-AT',
    });
    assert.deepEqual(textOf(await reader.read(document, limits)), {
      kind: 'text',
      text: 'Blue kettle – manual\nPrice: 24,90 €\n“Boil” (water).',
      facts: {
        title: 'Kessel für 日本',
        author: 'Jane Doe',
        description: 'Boiling',
        keywords: 'kettle, steel',
        language: 'de-AT',
        created: '2024-03-14T12:00:00+01:00',
        modified: '2024-04-01',
        pages: 2,
      },
      pages: 2,
      pagesRead: 2,
    });
  });

  it('leaves the bytes it was given alone', async () => {
    const around = Buffer.concat([Buffer.from('before'), small, Buffer.from('after')]);
    const body = around.subarray(6, 6 + small.length);
    assert.equal(textOf(await reader.read(body, limits)).text, 'Hello (world) \\');
    assert.deepEqual(body, small);
  });

  it('reads no more than 500 pages', async () => {
    const many = buildPdf({ pages: Array.from({ length: 600 }, (_, n) => [`Page ${n + 1}`]) });
    const { text, pages, pagesRead } = textOf(await reader.read(many, limits));
    assert.equal(pages, 600);
    // On a slow machine its time ends earlier.
    assert.ok(pagesRead > 0 && pagesRead <= 500, `${pagesRead}`);
    assert.ok(text.endsWith(`Page ${pagesRead}`));
  });

  it('is not misled by a page count, nor by pages that contain themselves', async () => {
    const { text, pagesRead } = textOf(
      await reader.read(buildPdf({ pages: [['One']], count: 1_000_000_000 }), limits),
    );
    assert.deepEqual([text, pagesRead], ['One', 1]);
    const loop = assemblePdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>',
    ]);
    assert.equal(messageOf(await reader.read(loop, limits)), BROKEN);
  });

  it('says that a document has no text', async () => {
    assert.equal(messageOf(await reader.read(buildPdf({ pages: [[], [' ']] }), limits)), EMPTY);
    const itself = '/X Do';
    const form = deflated(
      Buffer.from(itself),
      '/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 6 0 R >> >>',
    );
    assert.equal(messageOf(await reader.read(page(deflated(Buffer.from(itself)), [form]), limits)), EMPTY);
  });

  it('says that a document is broken', async () => {
    const nested = '<< /X '.repeat(100_000);
    for (const document of [
      Buffer.alloc(0),
      Buffer.from('%PDF-1.7 and nothing else'),
      Buffer.from('<html>Not found</html>'),
      small.subarray(0, small.length / 2),
      assemblePdf([`<< /Type /Catalog /Pages ${nested}`]),
    ])
      assert.equal(messageOf(await reader.read(document, limits)), BROKEN);
  });

  it('says that a document is locked', async () => {
    const bytes = `<${'41'.repeat(32)}>`;
    const locked = assemblePdf(
      [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [] /Count 0 >>',
        `<< /Filter /Standard /V 1 /R 2 /O ${bytes} /U ${bytes} /P -44 >>`,
      ],
      `/Encrypt 3 0 R /ID [${bytes} ${bytes}]`,
    );
    assert.equal(
      messageOf(await reader.read(locked, limits)),
      'URL_UNREACHABLE: The PDF is locked with a password.',
    );
  });

  it('ends a document that decompresses to gigabytes, within bounded memory, and goes on', async () => {
    const bomb = page(deflated(Buffer.alloc(200 * 1024 * 1024, ' ')));
    const before = process.memoryUsage().rss;
    let peak = 0;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss - before)), 20);
    const outcome = messageOf(await reader.read(bomb, limits));
    clearInterval(watch);
    // A machine that is too busy to get there within ten seconds has not used the memory either.
    assert.ok([HEAVY, SLOW].includes(outcome), outcome);
    assert.ok(peak < 350 * 1024 * 1024, `${Math.round(peak / 1e6)} MB more`);
    assert.equal(textOf(await reader.read(small, limits)).pages, 1);
  });

  it('ends a document that takes too long, and goes on with the next', async () => {
    const hurried = open({ timeoutMs: 10_000 });
    const outcomes = await Promise.all([hurried.read(slow(), limits), hurried.read(small, limits)]);
    assert.equal(messageOf(outcomes[0]), SLOW);
    assert.equal(textOf(outcomes[1]).text, 'Hello (world) \\');
  });

  it('counts the wait for its turn as time of the page', async () => {
    const hurried = open({ timeoutMs: 3_000 });
    const first = hurried.read(slow(), limits);
    const second = hurried.read(small, { timeoutMs: 300, signal });
    const ended = await Promise.race([first.then(() => 'first'), second.then(() => 'second')]);
    assert.equal(ended, 'second');
    assert.equal(messageOf(await second), SLOW);
    assert.equal(messageOf(await hurried.read(small, { timeoutMs: 0, signal })), SLOW);
    assert.equal(messageOf(await first), SLOW);
  });

  it('rejects with the reason of the signal, in its turn and before it', async () => {
    const stopping = open();
    const stop = new AbortController();
    const reason = new Error('stopping');
    const held = { timeoutMs: 60_000, signal: stop.signal };
    const both = [stopping.read(slow(), held), stopping.read(small, held)];
    await sleep(100);
    stop.abort(reason);
    for (const outcome of both) await assert.rejects(outcome, reason);
    await assert.rejects(stopping.read(small, held), reason);
    assert.equal(textOf(await stopping.read(small, limits)).pages, 1);
  });

  it('starts again after its thread ended for want of work', async () => {
    const resting = open({ idleMs: 50 });
    assert.equal(textOf(await resting.read(small, limits)).pages, 1);
    await sleep(300);
    assert.equal(textOf(await resting.read(small, limits)).pages, 1);
  });

  it('ends what it has when it is closed, and takes nothing more', async () => {
    const closing = open();
    const both = [closing.read(slow(), limits), closing.read(small, limits)];
    await closing.close();
    for (const outcome of both) assert.equal(messageOf(await outcome), SLOW);
    await assert.rejects(closing.read(small, limits), /closed/);
  });
});
