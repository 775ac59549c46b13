import { strict as assert } from 'node:assert';
import { startCrawl } from '../../support/crawls.js';
import { startMemberSite, type MemberSite } from '../../support/member-site.js';
import type { TestService } from '../../support/service.js';
import { waitFor } from '../../support/wait.js';

const PAGES = 200;
const SCHEMA = [{ field: 'heading', type: 'string', example: 'About us' }];

export function describeSession(running: () => TestService): void {
  describe('the session of a job', function () {
    this.timeout(180_000);
    let site: MemberSite;

    before(async () => {
      site = await startMemberSite(
        Array.from({ length: PAGES }, (_, at) => `/p/${at}`),
        80,
      );
    });
    after(() => site.close());

    it('goes on after kill -9 of everything with the cookies that its seed was given', async () => {
      const service = running();
      const account = await service.api.account({ plan: 'pro', monthly_quota: 40_000 });
      const body = {
        seed_url: `${site.url}/`,
        schema: SCHEMA,
        crawl: { follow_pattern: `${site.url}/*`, max_pages: PAGES + 1 },
        options: { session: 'job' },
      };
      const headers = { 'Idempotency-Key': 'one-session' };
      const { jobId } = await startCrawl(service, account.key, body, headers);
      for (const moment of [20, 100]) {
        await waitFor(`visit ${moment}`, () => new Set(site.visits()).size >= moment, 60_000);
        await service.killAll();
        await service.startAgain();
      }
      const { body: answer, headers: head } = await service.api.post(account.key, '/v1/crawl', body, headers);
      assert.equal(head.get('x-job-id'), jobId);
      const headings = answer.results.map(({ data }: any) => data?.heading as string);
      assert.deepEqual(headings.sort(), ['Welcome', ...Array.from({ length: PAGES }, () => 'member')]);
      const sent = site.seen
        .filter(({ path }) => path.startsWith('/p/'))
        .map(({ cookies }) => cookies.join());
      assert.deepEqual(new Set(sent), new Set(['sid=s1,theme=dark']));
      assert.equal(site.asked('/'), 1, 'nobody logged in again');
    });
  });
}
