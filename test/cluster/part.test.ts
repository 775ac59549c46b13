import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPart, untilReady, type Part, type PartOptions } from '../../cluster/part.js';
import { isAlive } from '../../src/adapters/processes.js';
import { waitFor } from '../support/wait.js';

describe('a process of a cluster', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-part-'));
  const logFile = join(folder, 'part.log');
  const ended: string[] = [];
  let part: Part | undefined;

  const options: PartOptions = {
    name: 'sleeper',
    kind: 'worker',
    command: process.execPath,
    args: ['-e', 'console.log("up"); setInterval(() => undefined, 1000)'],
    env: { PATH: process.env['PATH'] },
    cwd: folder,
    logFile,
    stopMs: 500,
    ready: async () => ups() > 0,
    onExit: (sentence) => void ended.push(sentence),
  };
  const ups = (): number => readFileSync(logFile, 'utf8').split('up\n').length - 1;

  afterEach(async () => {
    await part?.stop();
    ended.splice(0);
    rmSync(logFile, { force: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is started again when it was killed, and stopped for good', async () => {
    const started = (part = await startPart(options));
    await untilReady(options, 30_000);
    const first = started.pid;
    process.kill(first, 'SIGKILL');
    await waitFor('the second start', () => Promise.resolve(ups() === 2));
    assert.notEqual(started.pid, first);
    assert.equal(started.restarts, 1);
    assert.deepEqual(ended, ['sleeper was ended by SIGKILL and is started again.']);
    await started.stop();
    assert.equal(isAlive(started.pid), false);
    assert.deepEqual([started.restarts, ended.length], [1, 1]);
  });

  it('is stopped when it is frozen, or does not heed the signal', async () => {
    const deaf = 'process.on("SIGTERM", () => undefined);';
    const args = ['-e', `${deaf} console.log("up"); setInterval(() => undefined, 1000)`];
    part = await startPart({ ...options, args });
    await untilReady(options, 30_000);
    process.kill(part.pid, 'SIGSTOP');
    await part.stop();
    assert.equal(isAlive(part.pid), false);
  });

  it('that never answers is told of by its name and its log', async () => {
    const mute = { ...options, ready: async () => false };
    part = await startPart(mute);
    const message = `sleeper did not get ready within 0.1 s: see ${logFile}.`;
    await assert.rejects(untilReady(mute, 100), { message });
  });
});
