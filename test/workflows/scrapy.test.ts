import { ApplicationFailure } from '@temporalio/common';
import { strict as assert } from 'node:assert';
import { startWorkflows, type Workflows } from './support.js';

describe("the workflow of a Python spider's job", function () {
  this.timeout(120_000);
  let workflows: Workflows;

  before(async () => {
    workflows = await startWorkflows();
  });
  after(() => workflows?.close());

  const job = { kind: 'scrapy', total: 100, lanes: 1 } as const;

  it('runs Scrapy again until it has come to its end', async () => {
    const ends = [
      { ended: false, crashed: null, stop: false },
      { ended: false, crashed: 'was ended by SIGKILL', stop: false },
      { ended: true, crashed: null, stop: false },
    ];
    let runs = 0;
    const run = await workflows.run(job, { runScrapy: async () => ends[runs++] as (typeof ends)[number] });
    assert.equal(run.error, null);
    assert.equal(runs, 3);
    assert.deepEqual(
      run.settled.map(({ outcome }) => outcome),
      ['completed'],
    );
    await workflows.store('scrapy-completed', run.handle);
  });

  it('gives up a spider whose process is ended again and again, and one that cannot run', async () => {
    let runs = 0;
    const crashing = await workflows.run(job, {
      runScrapy: async () => {
        runs += 1;
        return { ended: false, crashed: 'was ended by SIGKILL', stop: false };
      },
    });
    assert.equal(runs, 3);
    const broken = await workflows.run(job, {
      runScrapy: async () => {
        throw ApplicationFailure.nonRetryable('There is no file x.py', 'SpiderBroken');
      },
    });
    assert.deepEqual(
      [...crashing.settled, ...broken.settled].map(({ outcome, reason }) => [outcome, reason]),
      [
        ['failed', "The spider's process was ended by SIGKILL, 3 times."],
        ['failed', 'There is no file x.py'],
      ],
    );
  });
});
