import { Client, Connection } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { strict as assert } from 'node:assert';
import { createPayloadCodec } from '../../src/adapters/temporal/payload-codec.js';
import { TITLE } from '../support/api.js';
import type { RunningService } from '../support/service.js';
import { PAYLOAD_KEY, sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';

interface FoundPayload {
  /** Names of the fields that lead to it. */
  readonly path: string;
  readonly payload: Payload;
}

/** Every payload somewhere in `value`, which is a message from the server. */
function payloadsIn(value: unknown, path = ''): FoundPayload[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  if (isPayload(value)) return [{ path, payload: value }];
  return Object.entries(value).flatMap(([name, inner]) => payloadsIn(inner, `${path}/${name}`));
}

function isPayload(value: object): value is Payload {
  return 'metadata' in value && 'data' in value && ArrayBuffer.isView(value.data);
}

/** As long as a name may be: an encrypted summary must still fit into what Temporal takes. */
const ACCOUNT = 'the-kettle-shop '.repeat(12).trim();

const encodingOf = ({ metadata }: Payload): string => Buffer.from(metadata?.['encoding'] ?? []).toString();
const textOf = ({ data }: Payload): string => Buffer.from(data ?? []).toString('latin1');

describe('with PAYLOAD_ENCRYPTION_KEY', function () {
  this.timeout(90_000);
  const key = Buffer.from(PAYLOAD_KEY, 'hex');
  let service: RunningService;
  let site: TestSite;

  before(async () => {
    site = await startSite();
    service = await sharedService();
  });
  after(async () => {
    await site?.close();
  });

  it('a batch runs as ever, and what Temporal keeps of it cannot be read without the key', async () => {
    const { api } = service;
    const { key: apiKey } = await api.account({ name: ACCOUNT });
    const urls = [0, 1, 2].map((n) => `${site.url}/ok/${n}`);
    const { jobId, answer } = await api.startBatch(apiKey, { urls, schema: TITLE });
    const { body } = await answer;
    assert.deepEqual(
      body.results.map((entry: { status: string; data: { title: string } }) => [
        entry.status,
        entry.data.title,
      ]),
      [0, 1, 2].map((n) => ['success', `Title of /ok/${n}`]),
    );

    const connection = await Connection.connect({ address: service.runtime().temporal });
    try {
      const { events } = await new Client({ connection }).workflow.getHandle(jobId).fetchHistory();
      const found = payloadsIn(events);
      // Search attributes are stored in clear, to be searched: kinds and ids of accounts, nothing else.
      const [searched, hidden] = [
        found.filter(({ path }) => path.includes('searchAttributes')),
        found.filter(({ path }) => !path.includes('searchAttributes')),
      ];
      assert.ok(hidden.length >= 6, `input and result of the workflow and of each page: ${hidden.length}`);
      for (const { path, payload } of hidden) assert.equal(encodingOf(payload), 'binary/encrypted', path);
      assert.ok(searched.length > 0);
      for (const { path, payload } of found) {
        for (const secret of [jobId, site.url, new URL(site.url).host, ACCOUNT.slice(0, 20)])
          assert.ok(!textOf(payload).includes(secret), path);
      }

      // With the key it is there, so the search above looked in the right place.
      const payloads = hidden.map(({ payload }) => payload);
      const clear = await createPayloadCodec(key).decode(payloads);
      for (const shown of [jobId, new URL(site.url).host, ACCOUNT.slice(0, 20), 'page 2 of 3'])
        assert.ok(
          clear.some((payload) => textOf(payload).includes(shown)),
          shown,
        );

      // What the UI asks the workflow for.
      const { queryResult } = await connection.workflowService.queryWorkflow({
        namespace: 'default',
        execution: { workflowId: jobId },
        query: { queryType: '__temporal_workflow_metadata' },
      });
      const [details] = payloadsIn(queryResult).map(({ payload }) => payload);
      assert.ok(details);
      assert.equal(encodingOf(details), 'binary/encrypted');
      const [read] = await createPayloadCodec(key).decode([details]);
      assert.match(textOf(read ?? {}), /3 of 3 pages done/);
    } finally {
      await connection.close();
    }
  });
});
