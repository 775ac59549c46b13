/** The renderer: a browser pool behind the egress proxy, with retries for pages whose browser or process died. */

import { failure } from '../../core/failure.js';
import { parseTarget } from '../../core/net/target.js';
import { PAGE_MS } from '../../core/timings.js';
import type { Log } from '../../ports/log.js';
import type { Renderer, RenderOutcome, RenderRequest } from '../../ports/renderer.js';
import type { EgressGate } from '../egress/gate.js';
import { startEgressProxy, type EgressProxy } from '../egress/proxy.js';
import type { ResourceType } from './controls.js';
import { PageCrashed } from './crash.js';
import { NO_RESOURCES, type Resources } from './flags.js';
import { createLauncher } from './launch.js';
import { BrowserGone, createBrowserPool, type BrowserPool } from './pool.js';
import { clearLeftovers } from './profile.js';
import { renderPage, type RenderDeps } from './render-page.js';
import { withCookies } from './session-cookies.js';
import { BrowserUnavailable, StartFailed } from './starts.js';
import type { Tab } from './tabs.js';

export { findChromium } from './find-chromium.js';
export { NO_RESOURCES, type Resources } from './flags.js';

export interface RendererOptions {
  readonly gate: EgressGate;
  readonly executablePath: string;
  /** This process's environment, of which browsers get what they need. */
  readonly env: NodeJS.ProcessEnv;
  /** How pages are asked for; what does not begin like a browser's is put behind the browser's own. */
  readonly userAgent: string;
  /** Pages at once. */
  readonly slots: number;
  readonly log: Log;
  readonly resources?: Resources;
  /** Default 200 pages, 1.5 GB, 2 minutes. */
  readonly maxPages?: number;
  readonly maxBytes?: number;
  readonly idleMs?: number;
}

/** A page that was in this many crashes, of browsers that were starting for it too, is given up. */
const MAX_STRIKES = 3;

/** Starts nothing until the first page. Whoever builds it closes it. */
export function createRenderer(options: RendererOptions): Renderer {
  const { gate, log, resources = NO_RESOURCES } = options;
  const unwanted = unwantedTypes(resources);
  const ended = new AbortController();
  let parts: Promise<{ proxy: EgressProxy; pool: BrowserPool }> | null = null;

  const open = async (): Promise<{ proxy: EgressProxy; pool: BrowserPool }> => {
    const left = await clearLeftovers();
    if (left > 0) log.info({ browsers: left }, 'cleared away what killed workers had left');
    const proxy = await startEgressProxy({ gate, trackers: resources.trackers });
    const { executablePath, env } = options;
    const pool = createBrowserPool({
      launch: createLauncher({ executablePath, env, proxy, resources, log }),
      slots: options.slots,
      maxPages: options.maxPages ?? 200,
      maxBytes: options.maxBytes ?? 1_500_000_000,
      idleMs: options.idleMs ?? 120_000,
      log,
    });
    return { proxy, pool };
  };

  const attempt = async (
    request: RenderRequest,
    alone: boolean,
    signals: { readonly signal: AbortSignal; readonly waiting: AbortSignal },
  ): Promise<RenderOutcome> => {
    const { proxy, pool } = await (parts ??= open());
    const tab = (browser: { readonly userAgent: string }) => ({
      userAgent: request.extras?.userAgent ?? userAgentFor(options.userAgent, browser.userAgent),
      locale: request.locale,
      cacheScope: request.cacheScope,
    });
    const forget = proxy.expect(new URL(request.url).hostname);
    try {
      return await pool.use({ alone, owner: request.owner ?? '', tab }, signals.waiting, (opened) =>
        renderIn({ proxy, unwanted }, opened, request, signals.signal),
      );
    } finally {
      forget();
    }
  };

  return {
    async render(request, signals) {
      const url = parseTarget(request.url);
      if (url === null) return failed('URL_UNREACHABLE', 'The URL is not valid.');
      const refused = gate.check(url);
      if (refused !== null) return { kind: 'failed', failure: refused };
      const signal = AbortSignal.any([signals.signal, ended.signal]);
      const until = performance.now() + request.timeoutMs;
      let alone = false;
      for (let strike = 1; ; strike += 1) {
        signal.throwIfAborted();
        const left = until - performance.now();
        const timeoutMs =
          strike === 1 ? request.timeoutMs : Math.max(left, Math.min(PAGE_MS.renderRetry, request.timeoutMs));
        try {
          return await attempt({ ...request, url: url.href, timeoutMs }, alone, {
            signal,
            waiting: signals.waiting,
          });
        } catch (error) {
          if (signal.aborted) throw signal.reason;
          if (error instanceof BrowserUnavailable)
            return failed('RENDERING_UNAVAILABLE', 'This installation has no browser that starts.');
          if (!isLoss(error)) throw error;
          log.warn({ err: error, url: url.href, strike }, 'a page was lost with its browser');
          if (strike === MAX_STRIKES)
            return failed('PAGE_CRASHED', `The browser crashed ${MAX_STRIKES} times while it had this page.`);
          // Which page ended the browser cannot be told; with one to itself it takes no other along.
          alone = error instanceof BrowserGone;
        }
      }
    },
    async close() {
      ended.abort(new Error('the renderer is closed'));
      if (parts === null) return;
      const { proxy, pool } = await parts;
      await pool.close();
      await proxy.close();
    },
  };
}

function renderIn(
  deps: RenderDeps,
  tab: Tab,
  request: RenderRequest,
  signal: AbortSignal,
): Promise<RenderOutcome> {
  return withCookies(tab, request.cookies, signal, () => renderPage(deps, tab, request, signal));
}

/** The page has no outcome because of the browser. */
function isLoss(error: unknown): boolean {
  return error instanceof PageCrashed || error instanceof BrowserGone || error instanceof StartFailed;
}

function failed(
  code: 'URL_UNREACHABLE' | 'PAGE_CRASHED' | 'RENDERING_UNAVAILABLE',
  message: string,
): RenderOutcome {
  return { kind: 'failed', failure: failure(code, message) };
}

/** Scripts look for what browsers call themselves; sites are told who asks all the same. */
function userAgentFor(ours: string, browser: string): string {
  return ours.startsWith('Mozilla/') ? ours : `${browser} ${ours}`;
}

/** The browser's own switches leave most of it out before it is asked for, but not what a page preloads. */
function unwantedTypes({ images, fonts, media }: Resources): ResourceType[] {
  return [
    ...(images ? [] : (['Image'] as const)),
    ...(fonts ? [] : (['Font'] as const)),
    ...(media ? [] : (['Media'] as const)),
  ];
}
