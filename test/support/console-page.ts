/** The console in a real browser. */

import { strict as assert } from 'node:assert';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright';
import { findChromium } from '../../src/adapters/browser/find-chromium.js';
import type { RunningService } from './service.js';
import { skipWithout } from './skip.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Browsers say so of each answer of 400 or more, whatever the page makes of it. */
const NO_FAULT = /Failed to load resource/;

export interface ConsoleBrowser {
  /** A page of a browser of its own, with nobody signed in. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** The same, signed in. */
  signedIn(by: { key: string } | { token: string }, options?: BrowserContextOptions): Promise<Page>;
  /** What the pages have complained about since the last call. */
  complaints(): string[];
  close(): Promise<void>;
}

/** Skips the suite where there is no browser. */
export async function startConsoleBrowser(
  service: RunningService,
  test: Mocha.Context,
): Promise<ConsoleBrowser> {
  const path = findChromium(process.env);
  skipWithout('chromium', path !== null, test);
  const browser: Browser = await chromium.launch({ executablePath: path as string });
  let said: string[] = [];
  const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await (await browser.newContext(options)).newPage();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !NO_FAULT.test(message.text()))
        said.push(message.text());
    });
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(service.api.url('/'));
    return page;
  };
  return {
    open,
    signedIn: async (by, options) => {
      const page = await open(options);
      const isKey = 'key' in by;
      if (!isKey) await page.getByRole('radio', { name: /^the admin token/ }).check();
      await page
        .getByLabel(isKey ? 'API key' : 'Admin token', { exact: true })
        .fill(isKey ? by.key : by.token);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('heading', { name: 'Jobs', exact: true, level: 1 }).waitFor();
      return page;
    },
    complaints: () => {
      const all = said;
      said = [];
      return all;
    },
    close: () => browser.close(),
  };
}

/** Asserts that axe finds nothing wrong with what the page shows. */
export async function assertAccessible(page: Page, what: string): Promise<void> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(): Promise<any> } }).axe;
    const { violations } = await axe.run();
    return violations.map((one: any) => `${one.id}: ${one.nodes.map((node: any) => node.html).join(' | ')}`);
  });
  assert.deepEqual(found, [], what);
}
