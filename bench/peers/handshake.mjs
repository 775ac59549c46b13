// How the benchmark and a peer talk, so that only the work is measured, not the start of the interpreter:
// peer "ready" -> bench "go" -> the work -> peer "done SECONDS" -> bench "collect" -> results file, exit.
// Messages of the peer go to descriptor 3, because libraries print to standard output.
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** `prepare(job)` loads and sets up, and returns the function that does the work and resolves with the pages. */
export async function compete(prepare) {
  const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const work = await prepare(job);
  writeSync(3, 'ready\n');
  await lines.next();
  const startedAt = performance.now();
  const collect = await work(job.urls);
  writeSync(3, `done ${(performance.now() - startedAt) / 1000}\n`);
  await lines.next();
  writeFileSync(job.results, (await collect()).map((page) => `${JSON.stringify(page)}\n`).join(''));
  process.exit(0);
}
