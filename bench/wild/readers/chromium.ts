/** Chromium by itself, as somebody sees it who looks at a page for a while and scrolls down. */

import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright';
import type { Values } from '../case.js';
import type { Site } from '../sites.js';
import { valuesOfText } from '../values.js';
import { judge, type Reading } from '../verdict.js';
import type { Reader } from './reader.js';

const LOOK_MS = 8_000;
/** Of a page from its start to its end; playwright itself waits without end for some. */
const BOUND_MS = 15_000;
const PAGES = 4;
/** Of one turn of the wheel. */
const SCROLL_PX = 1_500;

const SHOWN = `[document.title, document.querySelector('h1')?.innerText ?? '', document.body?.innerText ?? '']`;

/** Starts the browser for the time of `work`. */
export async function withChromiumReader<T>(
  executablePath: string,
  work: (reader: Reader) => Promise<T>,
): Promise<T> {
  const browser = await chromium.launch({ executablePath });
  try {
    return await work({
      name: 'Chromium',
      version: `Chromium ${browser.version()}`,
      read: (sites, signal) => readAll(browser, sites, signal),
    });
  } finally {
    await browser.close();
  }
}

async function readAll(browser: Browser, sites: readonly Site[], signal: AbortSignal): Promise<Reading[]> {
  const readings: Reading[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    let page = await openPage(browser);
    for (let at = next++; at < sites.length; at = next++) {
      const reading = await bounded(readOne(page, sites[at]!), signal);
      readings[at] = reading ?? { kind: 'failed', reason: `not shown within ${BOUND_MS / 1000} s` };
      // Cookies and what hangs are not the next page's.
      if (reading?.kind === 'page') await page.context().clearCookies();
      else page = await openPage(browser);
    }
  };
  await Promise.all(Array.from({ length: PAGES }, work));
  return readings;
}

/** In a context of its own, which ends with the browser. */
async function openPage(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

/** Null when it takes too long. Rejects when `signal` aborts. */
async function bounded(reading: Promise<Reading>, signal: AbortSignal): Promise<Reading | null> {
  const end = new AbortController();
  const late = sleep(BOUND_MS, null, { signal: AbortSignal.any([signal, end.signal]) });
  try {
    return await Promise.race([reading, late]);
  } finally {
    end.abort();
    late.catch(() => undefined);
    reading.catch(() => undefined);
  }
}

async function readOne(page: Page, { url, wildCase }: Site): Promise<Reading> {
  try {
    const response = await page.goto(url, { waitUntil: 'commit', timeout: LOOK_MS });
    const status = response?.status() ?? 0;
    if (wildCase.kind === 'refusal') return { kind: 'failed', reason: `shows the refusal, status ${status}` };
    const isThere = (values: Values): boolean => {
      const { mark } = judge('page', wildCase.wants, { kind: 'page', values, warnings: [] });
      return mark === 'page';
    };
    return { kind: 'page', values: await look(page, isThere), warnings: [] };
  } catch (error) {
    return { kind: 'failed', reason: String((error as Error).message).split('\n')[0] ?? 'no reason' };
  }
}

/** What is shown as soon as it is what was looked for, or at the end of the time. */
async function look(page: Page, isThere: (values: Values) => boolean): Promise<Values> {
  let values: Values = {};
  for (const until = performance.now() + LOOK_MS; performance.now() < until; await sleep(150)) {
    try {
      values = valuesOfText(...(await page.evaluate<[string, string, string]>(SHOWN)));
    } catch (error) {
      // The page has just left for another one.
      if (/closed|crashed/i.test(String(error))) throw error;
      continue;
    }
    if (isThere(values)) break;
    await page.mouse.wheel(0, SCROLL_PX);
  }
  return values;
}
