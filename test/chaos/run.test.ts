/** What the chaos run does around its runs: options, scripts in files, shorter scripts, tables. */

import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kindOf } from '../../chaos/deployment/find-parts.js';
import { faultOf } from '../../chaos/faults/index.js';
import { readOptions } from '../../chaos/run/options.js';
import { readScript, writeScript } from '../../chaos/run/script-file.js';
import { shrink } from '../../chaos/run/shrink.js';
import { detailsOf, tableOf } from '../../chaos/run/table.js';
import { tallyOf } from '../../chaos/run/tally.js';
import type { Injection, Part, Script } from '../../chaos/types.js';

const operation = (id: string): Script['operations'][number] => ({ id, atMs: 0, kind: 'list', input: {} });
const wait = (atMs: number): Script['faults'][number] => faultOf(atMs, 'kill-all', { afterReadyMs: 0 });

describe('a chaos run', () => {
  it('reads its options, and says what is wrong with them', () => {
    const options = readOptions(['--seed', '4', '--minutes', '2.5', '--cluster', '--workers', '5']);
    assert.equal(options.seed, 4);
    assert.equal(options.minutes, 2.5);
    assert.equal(options.deployment, 'cluster');
    assert.deepEqual([options.gateways, options.workers], [2, 5]);
    assert.throws(() => readOptions(['--seed', 'x']), /--seed must be a whole number from 0, not "x"/);
    assert.throws(() => readOptions(['--minutes', '0']), /--minutes must be a number from 0.1/);
    assert.throws(() => readOptions(['--nothing']), /Unknown option '--nothing'. Usage/);
    assert.throws(() => readOptions(['--cluster', '--postgres']), /leave --postgres out/);
    assert.throws(() => readOptions(['--replay', 'a', '--shrink', 'a']), /either --replay or --shrink/);
  });

  it('reads the scripts that it writes, and no other file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-script-'));
    try {
      const file = join(folder, 'script.json');
      const script: Script = { seed: 3, operations: [operation('a')], faults: [wait(5)] };
      writeScript(file, script);
      assert.deepEqual(readScript(file), script);
      writeFileSync(file, '{"seed": 3}');
      assert.throws(() => readScript(file), /is no script of a run: .*operations/s);
      writeFileSync(file, 'not JSON');
      assert.throws(() => readScript(file), /cannot be read as JSON/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('tells parts by their command lines', () => {
    const cases: readonly [string, ReturnType<typeof kindOf>][] = [
      ['/cache/temporal server start-dev --ip 127.0.0.1', 'temporal'],
      ['/bin/sh -c guard holdfast-guard /cache/temporal server start-dev --ip 127.0.0.1', null],
      ['/usr/lib/chromium/chromium --user-data-dir=/tmp/holdfast-browser-a-1-2-b about:blank', 'chromium'],
      ['/usr/lib/chromium/chromium --type=renderer --lang=en', 'chromium'],
      ['/usr/lib/chromium/chromium --type=zygote --user-data-dir=/tmp/holdfast-browser-a', null],
      ['/usr/bin/node --max-old-space-size=1 /app/dist/src/adapters/spiders/node/child-main.js', 'spider'],
      ['/venv/bin/python /venv/bin/scrapy holdfast /data/scrapy/job_1/job.json', 'spider'],
      ['/usr/bin/node /app/dist/src/main.js all', null],
    ];
    for (const [command, kind] of cases) assert.equal(kindOf(command), kind, command);
  });

  it('shortens a script to what breaks the rule', async () => {
    const script: Script = {
      seed: 1,
      operations: Array.from({ length: 20 }, (_, at) => operation(String(at))),
      faults: Array.from({ length: 30 }, (_, at) => wait(at)),
    };
    let runs = 0;
    const stillFails = async ({ operations, faults }: Script): Promise<boolean> => {
      runs += 1;
      const has = (id: string): boolean => operations.some((one) => one.id === id);
      return has('3') && has('17') && faults.some(({ atMs }) => atMs === 11);
    };
    const short = await shrink(script, stillFails, () => true);
    assert.deepEqual(
      short.operations.map(({ id }) => id),
      ['3', '17'],
    );
    assert.deepEqual(short.faults, [wait(11)]);

    const used = runs;
    const cut = await shrink(script, stillFails, () => runs < used + 3);
    assert.ok(runs <= used + 4, 'it ends when it is told to');
    assert.ok(await stillFails(cut), 'what it gives back has failed');
  });

  it('counts what was hit, and shows it', () => {
    const part = (kind: Part['kind'], pid: number): Part => ({ name: kind, kind, pid });
    const injection = (fault: Injection['fault'], ...parts: Part[]): Injection => ({
      fault,
      startedMs: 0,
      endedMs: 1,
      parts,
    });
    const kill = faultOf(0, 'kill', { part: 'spider', pick: 0, afterReadyMs: null });
    const moment = faultOf(0, 'failpoint', { moment: 'in-settle', passing: 1, afterReadyMs: 0 });
    const tally = tallyOf([
      injection(kill, part('spider', 1)),
      injection(kill),
      injection(wait(0), part('program', 2), part('temporal', 3)),
      injection(moment, part('program', 4)),
      injection(faultOf(0, 'freeze', { part: 'temporal', pick: 0, forMs: 5 }), part('temporal', 5)),
    ]);
    assert.deepEqual(tally, {
      kills: { spider: 1, program: 2, temporal: 1 },
      freezes: { temporal: 1 },
      failpoints: { 'in-settle': 1 },
      cuts: 0,
      fullDisks: 0,
    });
    const row = {
      verdict: { violations: [], jobs: 5, pages: 60, requests: 70 },
      tally,
      readiness: { outagesMs: [1_500, 4_000] },
      tookMs: 120_000,
    };
    const table = tableOf([
      { ...row, seed: 1 },
      { ...row, seed: 2 },
    ]).split('\n');
    const cells = (line = ''): string[] => line.split('|').map((cell) => cell.trim());
    assert.deepEqual(
      cells(table[2]).slice(1, -1),
      '1 2.0 5 60 70 4 1 1 0 0 2'.split(' ').concat('4.0 s', '0'),
    );
    assert.deepEqual(cells(table[4]).slice(1, 7), ['**all**', '4.0', '10', '120', '140', '8']);
    assert.match(detailsOf([{ ...row, seed: 1 }]), /^Killed: program 2, spider 1, temporal 1\.$/m);
  });
});
