/**
 * The process of one job's TypeScript or JavaScript spider. It loads the spider and calls it; pages come from the service
 * over descriptor 5, items and requests go back there, and what the spider prints is its log.
 */

import { createJiti } from 'jiti';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { isFollow, type SpiderContext, type SpiderDefinition } from '../../../spider/index.js';
import { readFrames, writeFrame } from '../frames.js';
import { createPage } from './child-page.js';
import type { Answer, FromSpider, LoadMessage, PageHead, SentRequest, ToSpider } from './messages.js';

type AnySpider = SpiderDefinition<unknown, unknown>;

const CHANNEL = 5;
const REQUESTS_PER_MESSAGE = 1_000;
const MAX_DATA_CHARS = 10_000;
const MAX_MESSAGE = 4_000;

const channel = new Socket({ fd: CHANNEL, readable: true, writable: true });
let spider: AnySpider | undefined;
let context: SpiderContext<unknown>;

// The service is gone, or is done with this spider.
channel.on('close', () => process.exit(0));
channel.on('error', () => process.exit(0));
// What the spider left behind unawaited must not take the pages of others with it.
process.on('unhandledRejection', (error) => console.error(error));

// From here on, so that it costs the spider's own modules alone: stacks in its log name the lines of its source.
process.setSourceMapsEnabled(true);

readFrames(
  channel,
  Infinity,
  ({ message, bytes }) => {
    if (spider === undefined) void load(message as LoadMessage);
    else void handle(spider, message as ToSpider, bytes);
  },
  () => process.exit(1),
);

async function load({ file, ...rest }: LoadMessage): Promise<void> {
  context = Object.freeze(rest);
  try {
    const spiderModule = fileURLToPath(new URL('../../../spider/index.js', import.meta.url));
    const jiti = createJiti(import.meta.url, {
      alias: { 'holdfast/spider': spiderModule },
      fsCache: false,
      moduleCache: false,
    });
    const loaded = await jiti.import<Partial<AnySpider> | null>(file, { default: true });
    if (typeof loaded?.start !== 'function' || typeof loaded.parse !== 'function')
      throw new Error(
        'its default export has no start and parse: export default defineSpider({ start, parse })',
      );
    spider = loaded as AnySpider;
    send({ type: 'ready' });
  } catch (error) {
    console.error(error);
    send({ type: 'broken', message: messageOf(error) });
  }
}

async function handle(loaded: AnySpider, question: ToSpider, bytes: Uint8Array): Promise<void> {
  const { id } = question;
  try {
    if (question.type === 'start') await start(loaded, id);
    else answer(id, await parse(loaded, question.page, bytes));
  } catch (error) {
    console.error(error);
    answer(id, { type: 'failed', message: messageOf(error) });
  }
}

async function start(loaded: AnySpider, id: number): Promise<void> {
  let requests: SentRequest[] = [];
  for await (const wanted of await loaded.start(context)) {
    const isUrl = typeof wanted === 'string' || wanted instanceof URL;
    requests.push(toRequest(isUrl ? String(wanted) : wanted));
    if (requests.length < REQUESTS_PER_MESSAGE) continue;
    if (!answer(id, { type: 'requests', requests, done: false }))
      await new Promise((resolve) => channel.once('drain', resolve));
    requests = [];
  }
  answer(id, { type: 'requests', requests, done: true });
}

async function parse(loaded: AnySpider, page: PageHead, body: Uint8Array): Promise<Answer> {
  const items: unknown[] = [];
  const requests: SentRequest[] = [];
  for await (const found of (await loaded.parse(createPage({ ...page, body }), context)) ?? []) {
    if (isFollow(found)) requests.push(toRequest(found));
    else items.push(toItem(found));
  }
  return { type: 'parsed', items, requests };
}

function toItem(found: unknown): unknown {
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw new TypeError(
      `parse gave ${JSON.stringify(found)}, which is neither an item (an object) nor a page to follow`,
    );
  return found;
}

function toRequest(wanted: unknown): SentRequest {
  if (typeof wanted === 'string') return checked(wanted);
  if (!isFollow(wanted)) throw new TypeError(`${JSON.stringify(wanted)} is neither a URL nor made by follow`);
  const { data, render } = wanted.options;
  if (data !== undefined && (JSON.stringify(data) ?? '').length > MAX_DATA_CHARS)
    throw new RangeError(`the data of ${wanted.url} is larger than ${MAX_DATA_CHARS} characters`);
  if (render !== undefined && !['auto', 'always', 'never'].includes(render))
    throw new TypeError(`render must be auto, always or never and is ${JSON.stringify(render)}`);
  const url = checked(wanted.url);
  if (data === undefined && render === undefined) return url;
  return { url, request: { data, ...(render === undefined ? {} : { render }) } };
}

function checked(url: string): string {
  if (!/^https?:/i.test(url) || !URL.canParse(url))
    throw new TypeError(`${JSON.stringify(url.slice(0, 200))} is not an absolute http or https URL`);
  return url;
}

/** False when the service has not read what was sent before. */
function answer(id: number, message: Answer): boolean {
  return send({ ...message, id });
}

function send(message: FromSpider): boolean {
  return writeFrame(channel, message);
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, MAX_MESSAGE);
}
