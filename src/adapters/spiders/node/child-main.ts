/**
 * The process of one job's TypeScript or JavaScript spider. It loads the spider and calls it; pages come from the service
 * over descriptor 5, items and requests go back there, and what the spider prints is its log.
 */

import { createJiti } from 'jiti';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ProxyAgent, setGlobalDispatcher } from 'undici';
import type { SpiderRequest } from '../../ports/spider-host.js';
import { isFollow, type SpiderContext, type SpiderDefinition } from '../../spider/index.js';
import type { FromSpider, LoadMessage, ToSpider } from './host-messages.js';
import { readLines } from './lines.js';
import { createPage } from './page.js';

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

const proxy = process.env['HTTP_PROXY'];
if (proxy !== undefined) setGlobalDispatcher(new ProxyAgent(proxy));

void readLines(channel, Infinity, (line) => {
  if (spider === undefined) void load(JSON.parse(line) as LoadMessage);
  else void handle(spider, JSON.parse(line) as ToSpider);
});

async function load({ file, ...rest }: LoadMessage): Promise<void> {
  context = Object.freeze(rest);
  try {
    const spiderModule = fileURLToPath(new URL('../../spider/index.js', import.meta.url));
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

async function handle(loaded: AnySpider, message: ToSpider): Promise<void> {
  const { id } = message;
  try {
    if (message.type === 'start') await start(loaded, id);
    else await parse(loaded, id, message);
  } catch (error) {
    console.error(error);
    send({ id, type: 'failed', message: messageOf(error) });
  }
}

async function start(loaded: AnySpider, id: number): Promise<void> {
  let requests: SpiderRequest[] = [];
  for await (const wanted of await loaded.start(context)) {
    const isUrl = typeof wanted === 'string' || wanted instanceof URL;
    requests.push(toRequest(isUrl ? String(wanted) : wanted));
    if (requests.length < REQUESTS_PER_MESSAGE) continue;
    if (!send({ id, type: 'requests', requests, done: false }))
      await new Promise((resolve) => channel.once('drain', resolve));
    requests = [];
  }
  send({ id, type: 'requests', requests, done: true });
}

async function parse(loaded: AnySpider, id: number, { page }: ToSpider & { type: 'parse' }): Promise<void> {
  const items: unknown[] = [];
  const requests: SpiderRequest[] = [];
  for await (const found of (await loaded.parse(createPage(page), context)) ?? []) {
    if (isFollow(found)) requests.push(toRequest(found));
    else items.push(toItem(found));
  }
  send({ id, type: 'parsed', items, requests });
}

function toItem(found: unknown): unknown {
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw new TypeError(
      `parse gave ${JSON.stringify(found)}, which is neither an item (an object) nor a page to follow`,
    );
  return found;
}

function toRequest(wanted: unknown): SpiderRequest {
  if (typeof wanted === 'string') return { url: checked(wanted), request: null };
  if (!isFollow(wanted)) throw new TypeError(`${JSON.stringify(wanted)} is neither a URL nor made by follow`);
  const { data, render } = wanted.options;
  if (data !== undefined && (JSON.stringify(data) ?? '').length > MAX_DATA_CHARS)
    throw new RangeError(`the data of ${wanted.url} is larger than ${MAX_DATA_CHARS} characters`);
  if (render !== undefined && !['auto', 'always', 'never'].includes(render))
    throw new TypeError(`render must be auto, always or never and is ${JSON.stringify(render)}`);
  const isPlain = data === undefined && render === undefined;
  return {
    url: checked(wanted.url),
    request: isPlain ? null : { data, ...(render === undefined ? {} : { render }) },
  };
}

function checked(url: string): string {
  if (!/^https?:/i.test(url) || !URL.canParse(url))
    throw new TypeError(`${JSON.stringify(url.slice(0, 200))} is not an absolute http or https URL`);
  return url;
}

/** False when the service has not read what was sent before. */
function send(message: FromSpider): boolean {
  return channel.write(`${JSON.stringify(message)}\n`);
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, MAX_MESSAGE);
}
