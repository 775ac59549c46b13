/** What `npm run cluster` gives its processes, held against docker-compose.yml as it is written. */

import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readCompose, substitute } from '../../cluster/compose-file.js';
import * as cluster from '../../cluster/settings.js';
import { ROOT } from '../support/root.js';

interface Service {
  readonly command?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
};

const SECRETS = { ADMIN_TOKEN: 'a-token-for-tests-only', POSTGRES_PASSWORD: 'secret' };
const others = Object.fromEntries(cluster.TEMPORAL_PORTS.map((name, at) => [name, 21_000 + at]));
const place: cluster.Place = {
  ports: {
    front: 20_000,
    postgres: 20_001,
    temporal: { frontend: 20_002, others },
    gateways: [20_003, 20_004],
    workers: [20_005, 20_006, 20_007],
  },
  dataDir: '/data',
  root: ROOT,
  spidersDir: '/spiders-here',
  scrapy: '/usr/bin/scrapy',
};
const compose = readCompose(ROOT, SECRETS);

/** What differs from the service's settings: as [name, value here]; null where it is missing here. */
function differences(service: string, here: Readonly<Record<string, string>>): Record<string, string | null> {
  const there = services[service]?.environment ?? {};
  const names = new Set([...Object.keys(there), ...Object.keys(here)]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const wanted = there[name] === undefined ? undefined : substitute(there[name], SECRETS);
      return wanted === here[name] ? [] : [[name, here[name] ?? null]];
    }),
  );
}

describe('a cluster of processes', () => {
  const address = { HOST: '127.0.0.1', TEMPORAL_ADDRESS: '127.0.0.1:20002' };
  const database = { DATABASE_URL: 'postgres://holdfast:secret@127.0.0.1:20001/holdfast' };
  const image = { NODE_ENV: 'production', UV_THREADPOOL_SIZE: '16', SCRAPY_COMMAND: '/usr/bin/scrapy' };

  it('gives a gateway the settings of docker-compose.yml, but for addresses, folders and programs', () => {
    assert.deepEqual(differences('gateway', cluster.roleSettings('gateway', 1, compose, place)), {
      ...{ ...address, ...database, ...image },
      PORT: '20004',
      DATA_DIR: '/data/gateway-2',
      SPIDERS_DIR: '/spiders-here',
    });
  });

  it('gives a worker the settings of docker-compose.yml, but for addresses, folders and programs', () => {
    assert.deepEqual(differences('worker', cluster.roleSettings('worker', 2, compose, place)), {
      ...{ ...address, ...database, ...image },
      WORKER_PORT: '20007',
      DATA_DIR: '/data/worker-3',
      SPIDERS_DIR: '/spiders-here',
    });
  });

  it('takes the settings of an operator where the compose file does', () => {
    const given = readCompose(ROOT, { ...SECRETS, HOST_CONCURRENCY: '3', BROWSER_PAGES: '' });
    assert.equal(cluster.roleSettings('worker', 0, given, place)['HOST_CONCURRENCY'], '3');
    assert.equal(cluster.roleSettings('worker', 0, given, place)['BROWSER_PAGES'], '');
    assert.throws(() => readCompose(ROOT, { ADMIN_TOKEN: 'x' }), {
      message: 'set POSTGRES_PASSWORD in .env',
    });
  });

  it('sets the variables that the image sets', () => {
    const variables = /^ENV (.+)$/m.exec(read('Dockerfile'))?.[1]?.split(' ') ?? [];
    const names = variables.map((variable) => variable.split('=')[0]);
    const here = cluster.roleSettings('worker', 0, compose, place);
    assert.deepEqual(
      names.filter((name = '') => !(name in here)),
      [],
    );
    for (const variable of ['NODE_ENV=production', 'UV_THREADPOOL_SIZE=16'])
      assert.ok(variables.includes(variable), variable);
  });

  it('gives Temporal the shards, the dynamic settings and the databases of docker-compose.yml', () => {
    const file = 'deploy/temporal/dynamicconfig.yaml';
    assert.deepEqual(differences('temporal', cluster.temporalSettings(compose, place)), {
      POSTGRES_SEEDS: '127.0.0.1',
      DB_PORT: '20001',
      BIND_ON_IP: '127.0.0.1',
      FRONTEND_GRPC_PORT: '20002',
      DYNAMIC_CONFIG_FILE_PATH: join(ROOT, file),
      ...Object.fromEntries(cluster.TEMPORAL_PORTS.map((name, at) => [name, String(21_000 + at)])),
    });
    const mounted = services['temporal']?.volumes ?? [];
    assert.deepEqual(mounted, [
      `./${file}:${services['temporal']?.environment['DYNAMIC_CONFIG_FILE_PATH']}:ro`,
    ]);
  });

  it('runs the scripts of docker-compose.yml with their settings', () => {
    assert.deepEqual(differences('temporal-schema', cluster.schemaSettings(compose, place)), {
      SQL_HOST: '127.0.0.1',
      SQL_PORT: '20001',
    });
    assert.deepEqual(differences('temporal-init', cluster.namespaceSettings(compose, place)), {
      TEMPORAL_ADDRESS: '127.0.0.1:20002',
    });
    const scripts = ['postgres/init.sh', 'temporal/schema.sh', 'temporal/init.sh'];
    const runs = read('cluster/database.ts') + read('cluster/temporal.ts');
    for (const script of scripts) {
      const mounted = Object.values(services).flatMap(({ volumes = [] }) => volumes);
      assert.ok(
        mounted.some((volume) => volume.startsWith(`./deploy/${script}:`)),
        script,
      );
      assert.ok(runs.includes(`'${script.split('/')[1]}'`), script);
    }
  });

  it('gives PostgreSQL the options of docker-compose.yml, and where to listen', () => {
    const [, ...wanted] = services['postgres']?.command ?? [];
    const here = cluster.postgresOptions(compose, place);
    assert.deepEqual(here.slice(0, wanted.length), wanted);
    assert.deepEqual(
      here.slice(wanted.length).filter((word) => word !== '-c'),
      ['port=20001', 'listen_addresses=127.0.0.1', 'unix_socket_directories='],
    );
  });

  it('starts the version of Temporal that set-up builds from the compose file', () => {
    const image = (services['temporal'] as unknown as { image: string }).image;
    assert.match(image, /^temporalio\/server:\d+\.\d+\.\d+$/);
    assert.ok(read('scripts/setup/temporal-server.mjs').includes("'docker-compose.yml'"));
  });
});
