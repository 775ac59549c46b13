import { Worker } from '@temporalio/worker';
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUNDLE = fileURLToPath(new URL('../../workflows.bundle.js', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../../test/histories/', import.meta.url));
/** One history for each road that a job can take; a change to the workflow must still replay them all. */
const ROADS = [
  'async-mode',
  'async-mode-cancelled',
  'cancelled',
  'completed',
  'continued-as-new',
  'crawl-completed',
  'crawl-continued-as-new',
  'deadline',
  'deliveries',
  'deliveries-continued-as-new',
  'fail-fast',
  'failed',
  'scheduled-job',
  'scrapy-completed',
  'spider-completed',
];

describe('stored histories', function () {
  this.timeout(60_000);
  const stored = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

  it('cover every road that a job can take', () => {
    assert.deepEqual(stored.map((name) => basename(name, '.json')).sort(), ROADS);
  });

  it('replay with the workflow as it is now', async () => {
    const histories = stored.map((name) => ({
      workflowId: basename(name, '.json'),
      history: JSON.parse(readFileSync(`${FOLDER}${name}`, 'utf8')) as unknown,
    }));
    const replayed: string[] = [];
    for await (const { workflowId, error } of Worker.runReplayHistories(
      { workflowBundle: { codePath: BUNDLE } },
      histories,
    )) {
      assert.equal(error, undefined, `${workflowId}: ${error?.message}`);
      replayed.push(workflowId);
    }
    assert.deepEqual(replayed.sort(), ROADS);
  });
});
