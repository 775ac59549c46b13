import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { SEARCH_ATTRIBUTES, searchAttributeFlags } from '../../workflows/search-attributes.js';
import { ROOT } from '../support/root.js';

const NAMES = SEARCH_ATTRIBUTES.map(({ name }) => name);
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('the search attributes of jobs', () => {
  it('are made by the script that prepares a namespace, which waits for all of them', () => {
    const script = read('deploy/temporal/init.sh');
    assert.deepEqual(/^for name in (.+); do$/m.exec(script)?.[1]?.split(' '), NAMES);
    assert.match(script, /--type Keyword/);
    const query = /--query "(.+)"/.exec(script)?.[1] ?? '';
    assert.deepEqual(
      query.split(' AND ').map((part) => part.split(' = ')[0]),
      NAMES,
    );
  });

  it("are made by the compose file's development server", () => {
    const compose = parse(read('docker-compose.yml')) as {
      services: { 'temporal-dev': { command: string[] } };
    };
    const flags = compose.services['temporal-dev'].command.filter((word) => word.startsWith('--search-'));
    const wanted = searchAttributeFlags().join(' ').replaceAll('--search-attribute ', '--search-attribute=');
    assert.equal(flags.join(' '), wanted);
  });
});
