import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { CLIENT_TYPES_FILE, clientTypes } from '../support/client-types.js';

describe('the types of @holdfast/client', () => {
  it('are those of the routes', async () => {
    const [stored, made] = [readFileSync(CLIENT_TYPES_FILE, 'utf8'), await clientTypes()];
    assert.ok(stored === made, 'packages/client/src/api.ts is stale: run npm run generate:client');
  });
});
