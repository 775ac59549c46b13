/** One running Chromium. Playwright is loaded when the first one is started: most services never need it. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext } from 'playwright';
import { PAGE_MS } from '../../core/timings.js';
import type { Log } from '../../ports/log.js';
import type { EgressProxy } from '../egress/proxy.js';
import type { ProxyClient } from '../egress/proxy-clients.js';
import { groupMemory, groupOf } from '../processes.js';
import { chromiumFlags, type Resources } from './flags.js';
import { killerOf, makeProfileDir, removeProfileDir } from './profile.js';
import { createTabs, type Tab, type TabOptions } from './tabs.js';

const START_MS = PAGE_MS.browserStart;
/** A browser that does not open a page, or end, within this hangs. */
const OPERATION_MS = 10_000;

export interface RunningBrowser {
  /** Resolves when the browser is gone, however it went. */
  readonly gone: Promise<void>;
  isGone(): boolean;
  /** The user agent it would send by itself, without the word that says there is no window. */
  readonly userAgent: string;
  /** An empty page that shares cookies and storage with no other. Ends the browser when it hangs. */
  openTab(options: TabOptions): Promise<Tab>;
  /**
   * Ends a page and everything that belongs to it, but for a tab that `mayReuse` says to be in order. Ends the browser
   * when it hangs. Never rejects.
   */
  closeTab(tab: Tab, mayReuse: boolean): Promise<void>;
  /** Bytes of all its processes; null where the system does not tell. */
  memoryBytes(): number | null;
  /** Ends it with all its processes, and removes its folder. Never rejects. */
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly executablePath: string;
  /** This process's environment, of which the browser gets what it needs. */
  readonly env: NodeJS.ProcessEnv;
  readonly proxy: Pick<EgressProxy, 'url' | 'admitClient'>;
  readonly resources: Resources;
  readonly log: Log;
}

/** Starts a browser at each call. Rejects when it does not start; nothing is left then. */
export function createLauncher(options: LaunchOptions): () => Promise<RunningBrowser> {
  const sandbox: Sandbox = { isTried: process.getuid?.() !== 0 };
  return async () => {
    const profileDir = makeProfileDir();
    const client = options.proxy.admitClient();
    try {
      return supervise(await start(options, profileDir, sandbox), { profileDir, client, log: options.log });
    } catch (error) {
      client.revoke();
      await removeProfileDir(profileDir);
      throw error;
    }
  };
}

/** Whether Chromium's sandbox works here is known once one has been started. Root has none. */
interface Sandbox {
  isTried: boolean;
}

interface Started {
  readonly root: BrowserContext;
  readonly pid: number;
  readonly userAgent: string;
}

async function start(options: LaunchOptions, profileDir: string, sandbox: Sandbox): Promise<Started> {
  const { chromium } = await import('playwright');
  const launch = (): Promise<BrowserContext> =>
    // A persistent context is the way to have the folder where we can find it again.
    chromium.launchPersistentContext(profileDir, {
      executablePath: options.executablePath,
      headless: true,
      chromiumSandbox: sandbox.isTried,
      ignoreDefaultArgs: ['--disable-popup-blocking'],
      args: chromiumFlags(options.proxy.url, options.resources),
      artifactsDir: profileDir,
      env: browserEnv(options.env, profileDir),
      timeout: START_MS,
      // We sequence the shutdown ourselves.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  let root: BrowserContext;
  try {
    root = await launch();
  } catch (error) {
    if (!sandbox.isTried || !/sandbox/i.test(String(error))) throw error;
    sandbox.isTried = false;
    options.log.warn({ err: error }, 'Chromium cannot use its sandbox here and is started without');
    root = await launch();
  }
  try {
    const session = await root.browser()!.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const { userAgent } = await session.send('Browser.getVersion');
    await session.detach();
    const pid = processInfo.find(({ type }) => type === 'browser')?.id;
    if (pid === undefined) throw new Error('Chromium does not tell its process id');
    return { root, pid, userAgent: userAgent.replace('HeadlessChrome', 'Chrome') };
  } catch (error) {
    await root.close();
    throw error;
  }
}

/** Our own environment holds keys that a browser has no business with. */
function browserEnv(env: NodeJS.ProcessEnv, home: string): Record<string, string> {
  const kept = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'FONTCONFIG_PATH', 'LD_LIBRARY_PATH'];
  const given = kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]));
  return { ...(Object.fromEntries(given) as Record<string, string>), HOME: home };
}

interface Belongings {
  readonly profileDir: string;
  /** What lets it through the proxy; revoked when it is gone. */
  readonly client: ProxyClient;
  readonly log: Log;
}

function supervise(
  { root, pid, userAgent: ownUserAgent }: Started,
  { profileDir, client, log }: Belongings,
): RunningBrowser {
  const browser = root.browser()!;
  const tabs = createTabs(browser, client);
  const kill = killerOf(pid);
  const group = groupOf(pid) ?? pid;
  let gone = false;
  const ended = new Promise<void>((resolve) => browser.once('disconnected', () => resolve())).then(() => {
    gone = true;
    client.revoke();
    // Its children notice by themselves, unless they hang.
    kill();
    return removeProfileDir(profileDir);
  });

  const orKill = async <T>(what: string, operation: Promise<T>): Promise<T> => {
    const limit = new AbortController();
    const late = sleep(OPERATION_MS, undefined, { signal: limit.signal }).then(async () => {
      log.warn({ pid }, `Chromium did not ${what} within ${OPERATION_MS / 1000} s and is ended`);
      kill();
      await ended;
      throw new Error(`Chromium did not ${what}`);
    });
    try {
      return await Promise.race([operation, late]);
    } finally {
      limit.abort();
      late.catch(() => undefined);
      // Whatever it says later, nobody waits for it any more.
      operation.catch(() => undefined);
    }
  };

  return {
    gone: ended,
    isGone: () => gone,
    userAgent: ownUserAgent,
    openTab: (options) => orKill('open a page', tabs.open(options)),
    closeTab: async (tab, mayReuse) => {
      await orKill('close a page', tabs.close(tab, mayReuse)).catch(() => undefined);
    },
    memoryBytes: () => groupMemory(group),
    close: async () => {
      await orKill('end', root.close()).catch(() => kill());
      await ended;
    },
  };
}
