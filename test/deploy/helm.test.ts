/** The chart's files are held against the settings; where Helm is, what it makes of them too. */

import { strict as assert } from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { readConfig, settings } from '../../src/config.js';
import { ROOT } from '../support/root.js';
import { skipWithout } from '../support/skip.js';

const CHART = join(ROOT, 'deploy', 'helm', 'holdfast');
const read = (file: string): string => readFileSync(join(CHART, file), 'utf8');

/** What the templates decide, and what only embedded parts read. */
const FIXED = ['HOST', 'PORT', 'WORKER_PORT', 'DATA_DIR', 'SPIDERS_DIR'];
const EMBEDDED = ['TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'TEMPORAL_RETENTION_HOURS'];
/** Read by Temporal's library, or looked up by name. */
const ELSEWHERE = ['TEMPORAL_NAMESPACE', 'TEMPORAL_API_KEY', 'TEMPORAL_TLS', 'CHROMIUM_PATH'];
const SECRET = /(?:TOKEN|KEY|^DATABASE_URL)$/;
/** A role stops by itself within this. */
const STOP_SECS = 60;

type Tree = Readonly<Record<string, any>>;

describe('the Helm chart', () => {
  const schema = JSON.parse(read('values.schema.json')) as Tree;
  const values = parse(read('values.yaml')) as Tree;
  const plain = Object.keys(schema['properties'].settings.properties as Tree);
  const secret = Object.keys(schema['properties'].secrets.properties as Tree);

  it('takes every setting that a deployment may change, the secret ones apart', () => {
    const wanted = Object.keys(settings.shape).filter((name) => ![...FIXED, ...EMBEDDED].includes(name));
    assert.deepEqual([...plain, ...secret].sort(), [...wanted, ...ELSEWHERE].sort());
    for (const name of plain) assert.doesNotMatch(name, SECRET);
    for (const name of secret) assert.match(name, SECRET);
  });

  it('has a default for each of its values, and no other', () => {
    const compare = (part: Tree, given: Tree, path: string): void => {
      if (path === '.settings' || path === '.secrets') return;
      const known = Object.keys((part['properties'] ?? {}) as Tree).filter((name) => name !== 'global');
      if (known.length === 0) return;
      assert.deepEqual(Object.keys(given).sort(), known.sort(), path);
      for (const name of known)
        compare(part['properties'][name] as Tree, given[name] as Tree, `${path}.${name}`);
    };
    compare(schema, values, '');
  });

  it('is of the version of the program', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    assert.equal((parse(read('Chart.yaml')) as Tree)['appVersion'], version);
  });

  it('uses each of its values in a template', () => {
    const text = readdirSync(join(CHART, 'templates'))
      .map((file) => read(join('templates', file)))
      .join('\n');
    for (const name of Object.keys(values))
      assert.match(text, new RegExp(`\\.Values\\.${name}|"${name}"`), name);
    for (const name of Object.keys(values['worker'] as Tree))
      assert.match(text, new RegExp(`\\.(?:Values\\.worker|role)\\.${name}|\\$role\\.${name}`), name);
  });

  describe('as Helm renders it', () => {
    const needed = {
      'settings.TEMPORAL_ADDRESS': 'temporal:7233',
      'secrets.ADMIN_TOKEN': 'x'.repeat(32),
      'secrets.DATABASE_URL': 'postgres://holdfast:secret@postgres:5432/holdfast',
    };
    const all = {
      ...needed,
      'ingress.enabled': 'true',
      'ingress.hosts[0].host': 'holdfast.test',
      'networkPolicy.enabled': 'true',
      'serviceMonitor.enabled': 'true',
      'gateway.autoscaling.enabled': 'true',
      'worker.autoscaling.enabled': 'true',
      'settings.LLM_JOB_TOKENS': '20000000',
      'settings.RESULT_RETENTION_DAYS': '0.5',
    };
    const flags = (given: Readonly<Record<string, string>>): string[] =>
      Object.entries(given).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
    // Helm built without a version of Kubernetes takes an old one.
    const helm = (command: string[], given: Readonly<Record<string, string>>) =>
      spawnSync('helm', [...command, CHART, '--kube-version', '1.31.0', ...flags(given)], {
        encoding: 'utf8',
      });
    const render = (given: Readonly<Record<string, string>>): Tree[] => {
      const { status, stdout, stderr } = helm(['template', 'test'], given);
      assert.equal(status, 0, stderr);
      return parseAllDocuments(stdout).map((document) => document.toJS() as Tree);
    };
    const find = (objects: Tree[], kind: string, name: string): any =>
      objects.find((one) => one['kind'] === kind && one['metadata'].name === name);

    before(function () {
      skipWithout('helm', spawnSync('helm', ['version']).status === 0, this);
    });

    it('passes its lint', () => {
      execFileSync('helm', ['lint', '--strict', CHART, ...flags(all)]);
    });

    it('refuses what is misspelt, and what lacks an address or a secret', () => {
      for (const [given, words] of [
        [{ ...needed, 'settings.HOST_CONCURENCY': '3' }, /HOST_CONCURENCY/],
        [{ ...needed, 'settings.TEMPORAL_ADDRESS': '' }, /TEMPORAL_ADDRESS is needed/],
        [{ ...needed, 'secrets.ADMIN_TOKEN': '' }, /ADMIN_TOKEN is needed/],
      ] as const) {
        const { status, stderr } = helm(['template', 'test'], given);
        assert.notEqual(status, 0);
        assert.match(stderr, words);
      }
    });

    it('gives each role settings that it starts with', () => {
      const objects = render(all);
      const stored = {
        ...find(objects, 'ConfigMap', 'test-holdfast').data,
        ...find(objects, 'Secret', 'test-holdfast').stringData,
      };
      for (const role of ['gateway', 'worker'] as const) {
        const { spec } = find(objects, 'Deployment', `test-holdfast-${role}`).spec.template;
        const [container] = spec.containers;
        assert.deepEqual(container.args, [role]);
        const env = Object.fromEntries(container.env.map(({ name, value }: Tree) => [name, value]));
        const config = readConfig({ ...stored, ...env }, role);
        assert.equal(config.llm, null);
        assert.equal(config.retentionMs, 12 * 3_600_000);
        assert.equal(config.host, '0.0.0.0');
        const [{ containerPort }] = container.ports;
        assert.equal(containerPort, role === 'gateway' ? config.port : config.workerPort);
        assert.ok(spec.terminationGracePeriodSeconds > STOP_SECS);
        assert.equal(container.securityContext.readOnlyRootFilesystem, true);
        assert.equal(spec.securityContext.runAsNonRoot, true);
        assert.equal(container.readinessProbe.httpGet.path, '/readyz');
        assert.equal(container.livenessProbe.httpGet.path, '/healthz');
        const mounted = container.volumeMounts.map(({ mountPath }: Tree) => mountPath);
        assert.ok([config.dataDir, '/tmp'].every((path) => mounted.includes(path)));
      }
    });

    it('selects the pods of a role by the same labels everywhere', () => {
      const objects = render(all);
      for (const role of ['gateway', 'worker']) {
        const { selector, template } = find(objects, 'Deployment', `test-holdfast-${role}`).spec;
        assert.equal(selector.matchLabels['app.kubernetes.io/component'], role);
        for (const [name, value] of Object.entries(selector.matchLabels as Tree))
          assert.equal(template.metadata.labels[name], value);
        const budget = find(objects, 'PodDisruptionBudget', `test-holdfast-${role}`).spec.selector;
        const policy = find(objects, 'NetworkPolicy', `test-holdfast-${role}`).spec.podSelector;
        assert.deepEqual([budget, policy], [selector, selector]);
        const service = find(
          objects,
          'Service',
          role === 'gateway' ? 'test-holdfast' : 'test-holdfast-workers',
        );
        assert.deepEqual(service.spec.selector, selector.matchLabels);
      }
    });

    it('reads secrets from one that is there already', () => {
      const { 'settings.TEMPORAL_ADDRESS': address } = needed;
      const objects = render({ 'settings.TEMPORAL_ADDRESS': address, existingSecret: 'mine' });
      assert.deepEqual(
        objects.filter(({ kind }) => kind === 'Secret'),
        [],
      );
      const [container] = find(objects, 'Deployment', 'test-holdfast-worker').spec.template.spec.containers;
      assert.deepEqual(container.envFrom.at(-1), { secretRef: { name: 'mine' } });
    });
  });
});
