/**
 * The demo: a service of its own on free ports and a scratch folder, the bundled shop as the site, every call through the
 * HTTP API. Ends with 0 only if all of it came out right.
 */

import { createChecks, type Checks } from './checks.js';
import { openAccount } from './client.js';
import { runCommand } from './interrupt.js';
import { startScratchService, type ScratchService } from './scratch-service.js';
import { runBatch } from './steps/batch.js';
import { cancelMidway } from './steps/cancel.js';
import { runCrawl } from './steps/crawl.js';
import type { Demo } from './steps/context.js';
import { extractOne } from './steps/extract.js';
import { checkLedger } from './steps/ledger.js';

/** Small enough that the last job needs both: what is left of the month, and prepaid units. */
const ACCOUNT = { name: 'The demo', plan: 'pro', monthly_quota: 40, prepaid_balance: 200 };

const print = (text: string): void => void process.stdout.write(text);

await runCommand(async (signal) => {
  print('Starting Holdfast on free ports, with a data folder that is removed at the end.\n');
  const startedAt = performance.now();
  const service = await startScratchService(signal);
  const checks = createChecks();
  try {
    print(`Ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s.\n`);
    await runSteps(service, checks, signal);
  } catch (error) {
    if (!signal.aborted) print(`\nThe service printed:\n${service.output()}`);
    // What went wrong first is what matters; a service that broke does not stop cleanly either.
    await service.stop().catch(() => undefined);
    throw error;
  }
  print('\nStopping.\n');
  await service.stop();
  return report(checks);
});

async function runSteps(service: ScratchService, checks: Checks, signal: AbortSignal): Promise<void> {
  print(`  API          ${service.api}\n`);
  print(`  Temporal UI  ${service.temporalUi ?? 'none'}\n`);
  print(`  Demo site    ${service.demoSite}\n`);
  const { account, admin, client } = await openAccount(service, ACCOUNT, signal);
  print(
    `\nAccount "${account.name}": plan ${account.plan}, ${account.monthly.limit} units a month, ${account.prepaid_balance} prepaid.\n`,
  );
  const demo: Demo = { site: service.demoSite, account, admin, client, checks, print };
  const jobs = [await extractOne(demo), await runBatch(demo), await cancelMidway(demo), await runCrawl(demo)];
  await checkLedger(demo, jobs);
}

function report(checks: Checks): number {
  const problems = checks.problems();
  if (problems.length === 0) {
    print(`\nAll of it came out right: ${checks.count()} checks.\n`);
    return 0;
  }
  process.stderr.write(`\n${problems.length} of ${checks.count()} checks failed:\n`);
  for (const problem of problems) process.stderr.write(`  ${problem}\n`);
  return 1;
}
