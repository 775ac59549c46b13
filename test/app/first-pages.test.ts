import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFirstPages } from '../../src/app/first-pages.js';

const HOST = 'a.test';

/** Whether it has ended by the time that the clock of this process allows. */
async function state(promise: Promise<void>): Promise<string> {
  return Promise.race([promise.then(() => 'ended'), sleep(30).then(() => 'waits')]);
}

describe('the first page of a batch', () => {
  it('is waited for by pages of its host until it ends', async () => {
    const pages = createFirstPages();
    const end = pages.begin('job', HOST);
    const waiting = pages.ended('job', HOST);
    assert.equal(await state(waiting), 'waits');
    end();
    assert.equal(await state(waiting), 'ended');
    assert.equal(await state(pages.ended('job', HOST)), 'ended');
  });

  it('is not waited for by pages of other hosts and of other jobs', async () => {
    const pages = createFirstPages();
    pages.begin('job', HOST);
    assert.equal(await state(pages.ended('job', 'b.test')), 'ended');
    pages.begin('other', 'c.test');
    assert.equal(await state(pages.ended('other', HOST)), 'ended');
  });

  it('is waited for when it begins a moment later, but not long', async () => {
    const pages = createFirstPages();
    pages.expect('job');
    const waiting = pages.ended('job', HOST);
    assert.equal(await state(waiting), 'waits');
    const end = pages.begin('job', HOST);
    assert.equal(await state(waiting), 'waits');
    end();
    assert.equal(await state(waiting), 'ended');
    await pages.ended('elsewhere', HOST);
  });

  it('is given up after two seconds', async function () {
    this.timeout(10_000);
    const pages = createFirstPages();
    pages.begin('job', HOST);
    const startedAt = performance.now();
    await pages.ended('job', HOST);
    const ms = performance.now() - startedAt;
    assert.ok(ms > 1_900 && ms < 5_000, `${ms} ms`);
    assert.equal(await state(pages.ended('job', HOST)), 'ended');
  });
});
