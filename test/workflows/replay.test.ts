import { Worker } from '@temporalio/worker';
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as workflows from '../../workflows/index.js';

const BUNDLE = fileURLToPath(new URL('../../workflows.bundle.js', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../../test/histories/', import.meta.url));
/** The roads that a job can take; a change to a workflow must still replay them all. */
const JOB_ROADS = [
  'async-mode',
  'async-mode-cancelled',
  'cancelled',
  'completed',
  'continued-as-new',
  'crawl-completed',
  'crawl-continued-as-new',
  'deadline',
  'fail-fast',
  'failed',
  'scrapy-completed',
  'spider-completed',
];
/**
 * Of jobs, as this version and as earlier versions start them, and of the other workflows. Of one that is missing:
 * `RECORD_HISTORIES=1 npx mocha dist/test/workflows/FILE.test.js -g 'title of its test'` with a test that stores it.
 */
const ROADS = [
  ...JOB_ROADS,
  'deliveries',
  'deliveries-continued-as-new',
  'extract-completed',
  'reconcile',
  ...JOB_ROADS.map((road) => `run-job/${road}`),
  'scheduled-job',
].sort();

interface Stored {
  readonly events: readonly {
    readonly workflowExecutionStartedEventAttributes?: { readonly workflowType: { readonly name: string } };
  }[];
}

function typeOf({ events: [started] }: Stored): string | undefined {
  return started?.workflowExecutionStartedEventAttributes?.workflowType.name;
}

describe('stored histories', function () {
  this.timeout(120_000);
  const stored = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  const read = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
  const roadOf = (name: string): string => name.replace(/\.json$/, '');

  it('cover every road that a job can take', () => {
    assert.deepEqual(stored.map(roadOf).sort(), ROADS);
  });

  it('are of the types under which jobs are started now, and were before', () => {
    for (const name of stored) {
      const type = typeOf(read(name) as Stored);
      assert.equal(type === 'runJob', name.startsWith('run-job'), `${name} is of the type ${type}`);
    }
  });

  it('are there for every type of workflow that a worker runs', () => {
    const recorded = new Set(stored.map((name) => typeOf(read(name) as Stored)));
    assert.deepEqual([...recorded].sort(), Object.keys(workflows).sort());
  });

  it('replay with the workflow as it is now', async () => {
    const histories = stored.map((name) => ({
      workflowId: roadOf(name),
      history: read(name),
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
