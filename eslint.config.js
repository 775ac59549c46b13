// What lint enforces beyond formatting: sound TypeScript, which folder may import which, how long files and functions may
// be, and where the environment is read.

import { defineConfig, globalIgnores } from 'eslint/config';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import { existsSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';

// ESLint's recommended set; the package that names it is not a dependency.
const recommended = Object.fromEntries(
  [...builtinRules].filter(([, rule]) => rule.meta.docs.recommended).map(([name]) => [name, 'error']),
);

const common = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-unused-vars': 'off',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
  ],
};

const nodeGlobals = Object.fromEntries(
  Object.getOwnPropertyNames(globalThis).map((name) => [name, 'readonly']),
);

const roots = ['activities', 'bench', 'chaos', 'cluster', 'console', 'demo', 'test', 'workflows'];
const inSrc = readdirSync(join(import.meta.dirname, 'src')).map((name) => name.replace(/\.ts$/, ''));
const parts = [...roots, ...inSrc];
const nodeBuiltins = ['node:.+', ...builtinModules];

const MAX_LINES = 300;
const MAX_FUNCTION_LINES = 80;

const oneState = 'one state, shared by the short functions inside';
const table = 'a table, an entry a line';

/** What may be longer, up to which number of lines, and why. Blank lines and comments do not count. */
const LONG_FUNCTIONS = [
  ['src/adapters/browser/pool.ts', 110, oneState],
  ['src/adapters/fetch/exchange.ts', 100, oneState],
  ['src/adapters/fetch/fetcher.ts', 120, oneState],
  ['src/adapters/host-gate-memory.ts', 90, oneState],
  ['src/adapters/pdf/reader.ts', 110, oneState],
  ['src/adapters/store/accounts.ts', 100, 'the methods of a port, each a statement or two'],
  ['src/adapters/store/deliveries.ts', 110, 'the methods of a port, each a statement or two'],
  ['src/adapters/store/schedules.ts', 90, 'the methods of a port, each a statement or two'],
  ['src/adapters/temporal/dev-server.ts', 130, oneState],
  ['src/adapters/temporal/runner.ts', 90, 'the methods of a port'],
  ['src/app/fill-gaps.ts', 90, 'the steps of one question, which share the page'],
  ['src/app/model-pace.ts', 130, oneState],
  ['src/app/model-slots.ts', 120, oneState],
  ['src/app/schedules.ts', 100, 'the methods of a use case, which share how Temporal is told'],
  ['src/http/admin/accounts.ts', 90, table],
  ['src/http/console/job-routes.ts', 100, table],
  ['src/http/dialects/scrpy/jobs.ts', 120, table],
  ['src/metrics.ts', 150, table],
];
const LONG_FILES = [
  ['src/config.ts', 360, 'every setting, an entry a line'],
  ['test/adapters/fetcher.test.ts', 700, 'one test a fault of a server, all against one server'],
  ['test/adapters/model-servers.test.ts', 400, 'the recorded answers of seven servers'],
  ['test/app/reconcile.test.ts', 450, 'every way in which a job is left alone, on one Temporal server'],
  ['test/app/run-chunk.test.ts', 520, 'one site that fails in every way'],
  ['test/core/crawl/robots-vectors.ts', 320, table],
  ['test/core/extract/extract.test.ts', 400, 'a page and its values for each source'],
  ['test/core/extract/structure/visible.test.ts', 320, 'a snippet and its value for each pattern'],
  ['test/core/page/innocents.ts', 330, table],
  ['test/core/page/walls.ts', 760, table],
  ['test/http/scrapethis/old-spiders.test.ts', 420, 'the spiders are in the file, as text'],
  ['test/http/scrapethis/schedules.test.ts', 380, 'one service whose schedules fire while the tests go on'],
  ['test/http/scrapethis/typescript.test.ts', 350, 'the spiders are in the file, as text'],
  ['test/http/scrpy-jobs.test.ts', 410, 'one service, one API'],
];

/** The rule with a higher bound for the files that are named. */
function lengths(rule, files, max, exceptions) {
  const options = { skipBlankLines: true, skipComments: true };
  const gone = exceptions.filter(([file]) => !existsSync(join(import.meta.dirname, file)));
  if (gone.length > 0)
    throw new Error(`no such file, drop its exception: ${gone.map(([file]) => file).join(', ')}`);
  return [
    { files, rules: { [rule]: ['error', { ...options, max }] } },
    ...exceptions.map(([file, most]) => ({
      files: [file],
      rules: { [rule]: ['error', { ...options, max: most }] },
    })),
  ];
}

/**
 * Code in `files` imports, besides its own folder, only `packages` (patterns of whole names), the parts of the project
 * in `from`, and types of those in `typesFrom`; of those nothing from the folders in `except`.
 */
function boundary(files, { packages = ['.+'], from = [], typesFrom = [], except = [], because }) {
  // Tests mirror the folders of src, so a path from there says src where it means it.
  const isOutside = files.every((pattern) => /^(test|bench|chaos|cluster|demo)\//.test(pattern));
  const refuse = (names, allowTypeImports) => {
    const src = names.filter((name) => inSrc.includes(name)).join('|');
    const top = names.filter((name) => roots.includes(name)).join('|');
    return [
      // A folder's own modules are reached by ./ or, further down, by ../ and a name that no part has.
      ...(src === '' ? [] : [`^(\\.\\./)+${isOutside ? 'src/' : '(src/)?'}(${src})(/|\\.js$)`]),
      ...(top === '' ? [] : [`^(\\.\\./)+(${top})(/|\\.js$)`]),
    ].map((regex) => ({ regex, message: because, allowTypeImports }));
  };
  const others = parts.filter((part) => !from.includes(part) && !typesFrom.includes(part));
  const patterns = [
    { regex: `^(?!\\.)(?!(${packages.join('|')})$)`, message: because },
    { regex: '\\.test\\.js$', message: 'What tests share has a file of its own.' },
    ...refuse(others, false),
    ...refuse(typesFrom, true),
    ...except.map((folder) => ({ regex: `^(\\.\\./)+(src/)?${folder}(/|\\.js$)`, message: because })),
  ];
  return { files, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } };
}

const notTemporal = '(?!@temporalio/).+';

export default defineConfig(
  globalIgnores(['**/dist', 'data', 'bench/peers', 'packages/client/src/api.ts']),

  { rules: recommended, linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.recommended],
    languageOptions: { globals: nodeGlobals },
    rules: common,
  },

  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...common,
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      // Our objects are made by functions and have no `this`, so their methods may be taken off them.
      '@typescript-eslint/unbound-method': 'off',
      // A port's method returns a promise whether or not an adapter has something to await.
      '@typescript-eslint/require-await': 'off',
      // Pages and file signatures contain control characters.
      'no-control-regex': 'off',
    },
  },

  {
    // Tests read JSON of any shape.
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },

  boundary(['workflows/**'], {
    packages: ['@temporalio/workflow'],
    from: ['core'],
    typesFrom: ['activities'],
    because: 'A workflow is deterministic: @temporalio/workflow, core, and types of activities.',
  }),
  boundary(['workflows/search-attributes.ts'], {
    packages: ['@temporalio/common'],
    because: 'The client reads this file as well: @temporalio/common only.',
  }),
  boundary(['activities/**'], {
    packages: ['@temporalio/activity'],
    from: ['app', 'core', 'ports'],
    because: "An activity is thin: Temporal's context in, a use case out.",
  }),
  boundary(['src/core/**'], {
    packages: [
      ...[
        '@exodus/bytes/encoding\\.js',
        'css-select',
        'css-tree',
        'domhandler',
        'domutils',
        'entities/decode',
      ],
      ...[
        'chardet',
        'html-encoding-sniffer',
        'htmlparser2',
        'http-cache-semantics',
        're2js',
        'tldts',
        'ipaddr\\.js',
        'node:buffer',
        'node:util',
        'node:zlib',
      ],
      'whatwg-mimetype',
    ],
    from: ['core'],
    typesFrom: ['ports'],
    because: 'The core is pure: itself and pure libraries.',
  }),
  boundary(['src/ports/**'], {
    packages: [],
    typesFrom: ['core'],
    because: 'A port is types only, of core and ports.',
  }),
  boundary(['src/app/**'], {
    packages: nodeBuiltins,
    from: ['core', 'ports'],
    because: 'A use case knows core, ports and node, no adapter.',
  }),
  boundary(['src/http/**'], {
    packages: [notTemporal],
    from: ['app', 'core', 'ports', 'metrics', 'version'],
    except: ['ports/store', 'ports/runner', 'ports/scheduler'],
    because: 'The HTTP side knows use cases and the core; it asks neither the database nor Temporal itself.',
  }),
  boundary(['src/adapters/**'], {
    packages: [notTemporal],
    from: ['core', 'ports', 'free-port', 'version'],
    because: 'An adapter knows core and ports; only src/adapters/temporal knows Temporal.',
  }),
  boundary(['src/adapters/spiders/**'], {
    packages: [notTemporal],
    from: ['core', 'ports', 'spider'],
    because: "An adapter knows core and ports; spiders' processes what spiders are made of.",
  }),
  boundary(['src/spider/**'], {
    packages: ['cheerio'],
    because: 'What spiders import is small: types, and nothing of this service.',
  }),
  boundary(['src/adapters/temporal/**'], {
    from: ['core', 'ports', 'free-port', 'workflows'],
    typesFrom: ['activities'],
    because: 'An adapter knows core and ports.',
  }),
  boundary(['src/cli/**'], {
    packages: ['commander', 'pg', 'node:.+'],
    from: ['cli', 'adapters', 'core', 'free-port', 'version'],
    because: 'The command line calls a service as its users do: no use case, no HTTP side, no Temporal.',
  }),
  boundary(['src/compose/**'], {
    packages: nodeBuiltins,
    from: parts.filter((part) => !['bench', 'chaos', 'cluster', 'demo', 'test', 'workflows'].includes(part)),
    because: "A composition puts the project's own parts together: libraries are for the adapters.",
  }),
  boundary(['bench/**'], {
    from: ['bench', 'cluster', 'demo', 'adapters', 'core', 'http', 'ports', 'config', 'free-port', 'version'],
    because: 'A benchmark drives the whole service, or a part that stands alone: no use case, no test.',
  }),
  boundary(['cluster/**'], {
    packages: [notTemporal],
    from: ['cluster', 'adapters', 'data-dir', 'free-port'],
    because: 'The cluster runs the built service and the servers that it needs as processes.',
  }),
  boundary(['chaos/**'], {
    from: [
      ...['chaos', 'bench', 'cluster', 'demo', 'test'],
      ...['adapters', 'compose', 'core', 'http', 'free-port', 'version'],
    ],
    because: 'A chaos run judges the built service from outside: no use case.',
  }),
  boundary(['demo/**'], {
    packages: [notTemporal],
    from: ['demo', 'http', 'free-port'],
    because: 'The demo runs the built service as its users do.',
  }),
  boundary(['console/**'], {
    packages: ['preact', 'preact/hooks', 'vite'],
    because: 'The console runs in a browser: it talks HTTP, and knows nothing of the service.',
  }),
  boundary(['test/**'], { from: parts, because: 'A test may look at everything.' }),
  boundary(['test/{http,e2e,contracts}/**'], {
    from: ['test', 'bench', 'chaos', 'cluster', 'adapters', 'cli', 'core', 'http', 'free-port'],
    because: 'These tests call the running service: no use case, no workflow, no composition.',
  }),
  boundary(['test/http/routes.test.ts', 'test/http/dialects/own-jobs.test.ts'], {
    from: ['test', 'app', 'core', 'http', 'ports', 'metrics'],
    because: 'These tests build a router, or one decision of it, without a service behind it.',
  }),
  boundary(['test/core/*/**'], {
    from: ['test', 'bench', 'adapters', 'core', 'ports'],
    because: 'The core is tested without what is built on it.',
  }),
  {
    files: ['src/*.ts', 'src/demo-site/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@temporalio/*'], message: 'Only src/adapters/temporal.' }] },
      ],
    },
  },

  ...lengths('max-lines', ['**/*.{ts,tsx,js,mjs}'], MAX_LINES, LONG_FILES),
  // Not in tests: the function that describes what is tested is as long as its tests together.
  ...lengths(
    'max-lines-per-function',
    ['{src,activities,workflows,bench,chaos,cluster,demo,docs,scripts,spiders}/**/*.{ts,js,mjs}'],
    MAX_FUNCTION_LINES,
    LONG_FUNCTIONS,
  ),

  {
    // What a process is given is read and checked in one place, and handed on from there.
    // Tests, benchmarks, the demo and set-up are programs of their own: their environment is the developer's.
    files: ['src/**', 'activities/**', 'workflows/**'],
    // The command line is a program of its own; its first file reads it.
    ignores: ['src/config.ts', 'src/cli/main.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/config.ts reads it: take what you need.' },
      ],
    },
  },
);
