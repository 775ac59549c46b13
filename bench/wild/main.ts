/**
 * The wild web, read by Holdfast and by others: `npm run wild -- [--only TEXT] [--markdown FILE]`. Fails when Holdfast
 * answers a success that is wrong, or reads less than Chromium shows in more than a few rows.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from '../../demo/interrupt.js';
import { findChromium } from '../../src/adapters/browser/find-chromium.js';
import { leftoversProblem, trackProcesses } from '../leftovers.js';
import { ensurePeers } from '../peers.js';
import { CASES } from './cases.js';
import { MISSING_ISSUER } from './cases/connections.js';
import { allEnded, chromiumColumn, ourColumns, peerColumns, type Run } from './columns.js';
import { writeTable } from './docs.js';
import { certify } from './inputs/certificates.js';
import { LOOPBACK_CERT } from './inputs/tls.js';
import { problemsOf, type Column, type Outcome } from './outcome.js';
import { rowsOf } from './sites.js';
import { asMarkdown, asText } from './table.js';
import { trustingChromium } from './trusting-chromium.js';

/** Of everything but the installation of the others. */
const BOUND_MS = 230_000;

const print = (text: string): void => void process.stdout.write(text);

await runCommand(async (stop) => {
  const { values: options } = parseArgs({
    options: { only: { type: 'string' }, markdown: { type: 'string' } },
  });
  const chromium = findChromium(process.env);
  if (chromium === null) throw new Error('there is no Chromium');
  const peers = await ensurePeers(print, stop);
  for (const sentence of peers.missing) print(`${sentence}\n`);

  const signal = AbortSignal.any([stop, AbortSignal.timeout(BOUND_MS)]);
  const scratch = mkdtempSync(join(tmpdir(), 'holdfast-wild-'));
  const tracker = trackProcesses();
  const problems: string[] = [];
  let outcome: Outcome;
  try {
    const run = prepare(scratch, chromium, options.only ?? '', signal);
    // Beside ours: the others wait most of the time, for pages that never come. Two browsers at once would be slow.
    const browsers = async (): Promise<Column[]> => [...(await ourColumns(run)), await chromiumColumn(run)];
    const [[never, auto, always, browser], theirs] = await allEnded([browsers(), peerColumns(run, peers)]);
    const columns = [never, auto, always, ...theirs, browser].filter((column) => column !== undefined);
    outcome = { rows: rowsOf(run.cases), columns };
  } finally {
    const left = leftoversProblem(await tracker.leftovers());
    if (left !== null) problems.push(left);
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
  print(`\n${asText(outcome)}`);
  if (options.markdown !== undefined) await writeTable(options.markdown, asMarkdown(outcome));
  return complain([...problems, ...problemsOf(outcome)]);
});

function prepare(scratch: string, chromium: string, only: string, signal: AbortSignal): Run {
  const authority = certify('Authority of the wild');
  const authorities = join(scratch, 'authorities.pem');
  writeFileSync(authorities, `${LOOPBACK_CERT}${authority.cert}`);
  const { command, trustsAuthority } = trustingChromium(scratch, chromium, authority.cert);
  if (!trustsAuthority) print(`Chromium cannot be told to trust ${MISSING_ISSUER}: certutil is not there.\n`);
  const cases = CASES.filter(({ group, name }) => `${group}: ${name}`.includes(only));
  if (cases.length === 0) throw new Error(`no case has ${JSON.stringify(only)} in its name`);
  return { cases, authority, authorities, chromium: command, scratch, signal, print };
}

function complain(problems: readonly string[]): number {
  if (problems.length === 0) return 0;
  process.stderr.write(`\nFailed:\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
  return 1;
}
