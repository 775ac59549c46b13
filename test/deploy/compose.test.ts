/** No Docker runs here: the files are held against each other, against the settings and against the scripts' shell. */

import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { substitute } from '../../cluster/compose-file.js';
import { readConfig, settings } from '../../src/config.js';
import { ROOT } from '../support/root.js';

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly profiles?: readonly string[];
  readonly restart: string;
  readonly stop_grace_period?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Temporal's own environment configuration, read by its library. */
const TEMPORAL_ENV = ['TEMPORAL_NAMESPACE', 'TEMPORAL_API_KEY', 'TEMPORAL_TLS'];
/** A role stops by itself within this. */
const STOP_SECS = 60;

describe('docker-compose.yml', () => {
  const text = read('docker-compose.yml');
  const compose = parse(text, { merge: true }) as Compose;
  const services = Object.entries(compose.services);
  const ours = services.filter(([, { build }]) => build !== undefined);

  const { balancer, gateway, worker } = compose.services;

  it('runs the gateway, the worker and what they need, and two more in the profile "dev"', () => {
    const names = (profile?: string): string[] =>
      services.filter(([, { profiles }]) => profiles?.[0] === profile).map(([name]) => name);
    assert.deepEqual(names().sort(), [
      'balancer',
      'gateway',
      'postgres',
      'temporal',
      'temporal-init',
      'temporal-schema',
      'temporal-ui',
      'worker',
    ]);
    assert.deepEqual(names('dev').sort(), ['dev', 'temporal-dev']);
    assert.deepEqual(
      ours.map(([name, { command }]) => [name, command]),
      [
        ['gateway', ['gateway']],
        ['worker', ['worker']],
        ['dev', ['all']],
      ],
    );
  });

  it('starts everything after what it needs', () => {
    for (const [name, { depends_on: needs = {}, profiles }] of services) {
      for (const [needed, { condition }] of Object.entries(needs)) {
        const other = compose.services[needed];
        assert.ok(other, `${name} needs ${needed}, which there is not`);
        // A one-shot is waited for to its end, a server until its health check passes.
        const oneShot = other.restart.startsWith('on-failure');
        assert.equal(condition, oneShot ? 'service_completed_successfully' : 'service_healthy', name);
        assert.equal(other.healthcheck !== undefined, !oneShot, `${needed} can be waited for`);
        assert.deepEqual(other.profiles, profiles, `${name} and ${needed} start together`);
      }
    }
    const order = ['postgres', 'temporal-schema', 'temporal', 'temporal-init'];
    const before = (name: string): string[] => Object.keys(compose.services[name]?.depends_on ?? {});
    for (const [at, name] of order.entries()) {
      if (at > 0) assert.ok(before(name).includes(order[at - 1] ?? ''), name);
    }
    for (const role of ['gateway', 'worker']) {
      assert.deepEqual(before(role).sort(), ['postgres', 'temporal-init']);
    }
  });

  it('mounts files that exist and volumes that are declared', () => {
    for (const [name, { volumes = [] }] of services) {
      for (const [source = ''] of volumes.map((volume) => volume.split(':'))) {
        if (source.startsWith('./')) assert.ok(existsSync(join(ROOT, source)), `${name}: ${source}`);
        else assert.ok(source in compose.volumes, `${name}: ${source}`);
      }
    }
  });

  it('pins every image by a tag', () => {
    for (const [name, { image }] of services) assert.match(image, /^[\w./-]+:\d[\w.-]*$/, name);
    assert.doesNotMatch(text, /latest/);
  });

  it('publishes nothing beyond this machine, and Temporal and PostgreSQL not at all', () => {
    for (const [name, { ports = [] }] of services) {
      for (const port of ports) assert.match(port, /^127\.0\.0\.1:/, name);
    }
    // A port of the machine can be bound once: what may be scaled has none.
    for (const name of ['postgres', 'temporal', 'gateway', 'worker']) {
      assert.equal(compose.services[name]?.ports, undefined, name);
    }
  });

  it('gives our containers only settings that exist, with values that are valid', () => {
    for (const [name, { environment = {} }] of ours) {
      for (const setting of Object.keys(environment)) {
        assert.ok(setting in settings.shape || TEMPORAL_ENV.includes(setting), `${name}: ${setting}`);
      }
      const given = fill(environment, { ADMIN_TOKEN: 'x'.repeat(32), POSTGRES_PASSWORD: 'secret' });
      assert.equal(readConfig(given).maxBatchUrls, 1_000, name);
    }
  });

  it('hands every setting on that a deployment may change', () => {
    // What the file itself decides, and what only the embedded parts read.
    const fixed = ['HOST', 'PORT', 'WORKER_PORT', 'DATA_DIR', 'DATABASE_URL', 'TEMPORAL_ADDRESS'];
    const embedded = ['TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'TEMPORAL_RETENTION_HOURS'];
    for (const name of Object.keys(settings.shape)) {
      if (fixed.includes(name) || embedded.includes(name)) continue;
      for (const [service, { environment = {} }] of ours)
        assert.ok(name in environment, `${service}: ${name}`);
    }
  });

  it('has what each role demands, and listens where the container can be reached', () => {
    for (const [name, service] of Object.entries({ gateway, worker })) {
      const { databaseUrl, temporal } = readConfig(
        fill(service?.environment ?? {}, { ADMIN_TOKEN: 'x'.repeat(32), POSTGRES_PASSWORD: 'secret' }),
      );
      assert.equal(databaseUrl, 'postgres://holdfast:secret@postgres:5432/holdfast', name);
      assert.equal(temporal.address, 'temporal:7233', name);
    }
    assert.equal(gateway?.environment?.['HOST'], '0.0.0.0');
    const haproxy = read('deploy/haproxy/haproxy.cfg');
    const [published] = balancer?.ports ?? [];
    assert.ok(published?.endsWith(`:${/^ +bind :(\d+)$/m.exec(haproxy)?.[1]}`));
    assert.match(
      haproxy,
      new RegExp(`^ +server-template .* gateway:${gateway?.environment?.['PORT']}$`, 'm'),
    );
    const [command, node, flag, script] = gateway?.healthcheck?.test ?? [];
    assert.deepEqual([command, node, flag], ['CMD', 'node', '-e']);
    assert.ok(script?.includes(`http://127.0.0.1:${gateway?.environment?.['PORT']}/readyz`));
    execFileSync(process.execPath, ['--check', '--input-type=commonjs', '-'], { input: script ?? '' });
    const [, , , workerScript] = worker?.healthcheck?.test ?? [];
    assert.ok(workerScript?.includes(`http://127.0.0.1:${worker?.environment?.['WORKER_PORT']}/healthz`));
    execFileSync(process.execPath, ['--check', '--input-type=commonjs', '-'], { input: workerScript ?? '' });
  });

  it('demands the secrets', () => {
    for (const name of ['ADMIN_TOKEN', 'POSTGRES_PASSWORD']) {
      const uses = [...text.matchAll(new RegExp(`\\$\\{${name}([^}]*)\\}`, 'g'))];
      assert.ok(uses.length > 0, name);
      for (const [use, rest = ''] of uses) assert.ok(rest.startsWith(':?'), use);
    }
  });

  it('starts what fails again, and leaves our roles time to stop', () => {
    for (const [name, { restart }] of services)
      assert.match(restart, /^(unless-stopped|on-failure:\d+)$/, name);
    for (const [name, { stop_grace_period: grace = '10s' }] of ours) {
      assert.ok(Number.parseInt(grace) > STOP_SECS, name);
    }
  });
});

describe('the files of the deployment', () => {
  const inFolder = readdirSync(join(ROOT, 'deploy'), { recursive: true, encoding: 'utf8' });

  for (const script of inFolder.filter((file) => file.endsWith('.sh'))) {
    it(`deploy/${script} is a shell script without syntax errors`, () => {
      execFileSync('sh', ['-n', join(ROOT, 'deploy', script)]);
      assert.match(read(join('deploy', script)), /^#!\/bin\/sh\n(#.*\n)+set -eu\n/);
    });
  }

  it('name the search attributes of the workflows', () => {
    const wanted = [...read('workflows/search-attributes.ts').matchAll(/defineSearchAttributeKey\('(\w+)'/g)];
    const names = wanted.map(([, name = '']) => name);
    assert.ok(names.length > 0);
    assert.ok(read('deploy/temporal/init.sh').includes(`for name in ${names.join(' ')};`));
    for (const name of names) {
      assert.ok(read('docker-compose.yml').includes(`--search-attribute=${name}=Keyword`), name);
    }
  });

  it('configure Temporal by keys with lists of values', () => {
    const config = parse(read('deploy/temporal/dynamicconfig.yaml')) as Record<string, { value: unknown }[]>;
    for (const [key, values] of Object.entries(config)) {
      assert.equal(values.length, 1, key);
      assert.notEqual(values[0]?.value, undefined, key);
    }
  });

  it('build the image on the Node that npm brings elsewhere', () => {
    const { optionalDependencies: optional } = JSON.parse(read('package.json')) as Record<string, object>;
    const brought = Object.entries(optional ?? {}).filter(([name]) => name.startsWith('node-'));
    const [version, ...others] = new Set(brought.map(([, version]) => String(version)));
    assert.deepEqual(others, []);
    const bases = [...read('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    assert.deepEqual(new Set(bases), new Set([`node:${version}-bookworm-slim`]));
  });

  it('build the image from files that the build context holds', () => {
    const kept = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copies = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)];
    const copied = copies.flatMap(([, files = '']) => files.split(' '));
    // A file of a folder that is there anyway may be copied alone.
    const inside = (file: string): boolean => kept.some((folder) => file.startsWith(`${folder}/`));
    assert.deepEqual(copied.filter((file) => !inside(file)).sort(), kept.sort());
    for (const file of copied) assert.ok(existsSync(join(ROOT, file)), file);
  });
});

describe('.env.example', () => {
  const lines = [...read('.env.example').matchAll(/^#([A-Z_]+)=(.*)$/gm)];
  const shown = new Map(lines.map(([, name = '', value = '']) => [name, value]));
  /** Read by the set-up script, by Temporal's library, or by docker-compose.yml. */
  const elsewhere = ['TEMPORAL_CLI_PATH', 'CHROMIUM_PATH', 'POSTGRES_PASSWORD', ...TEMPORAL_ENV];

  it('shows every setting once, with its default', () => {
    assert.equal(lines.length, shown.size);
    for (const [name, schema] of Object.entries(settings.shape)) {
      const value: unknown = schema.safeParse(undefined).data;
      assert.equal(shown.get(name), value === undefined ? '' : String(value as string | number), name);
    }
  });

  it('shows nothing that is not read', () => {
    for (const name of shown.keys()) assert.ok(name in settings.shape || elsewhere.includes(name), name);
  });

  it('sets nothing as it is', () => {
    assert.doesNotMatch(read('.env.example'), /^[^#\n]/m);
  });
});

function fill(
  environment: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, text]) => [name, substitute(text, given)]),
  );
}
