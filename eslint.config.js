// What lint enforces beyond formatting: sound TypeScript, and which folder may import which.

import { defineConfig, globalIgnores } from 'eslint/config';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import { readdirSync } from 'node:fs';
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

const parts = [
  ...['activities', 'bench', 'demo', 'test', 'workflows'],
  ...readdirSync(join(import.meta.dirname, 'src')).map((name) => name.replace(/\.ts$/, '')),
];
const nodeBuiltins = ['node:.+', ...builtinModules];

/**
 * Code in `files` imports, besides its own folder, only `packages` (patterns of whole names), the parts of the project
 * in `from`, and types of those in `typesFrom`; of those nothing from the folders in `except`.
 */
function boundary(files, { packages = ['.+'], from = [], typesFrom = [], except = [], because }) {
  const refuse = (names, allowTypeImports) => ({
    // A folder's own modules are reached by ./ or, further down, by ../ and a name that no part has.
    regex: `^(\\.\\./)+(src/)?(${names.join('|')})(/|\\.js$)`,
    message: because,
    allowTypeImports,
  });
  const others = parts.filter((part) => !from.includes(part) && !typesFrom.includes(part));
  const patterns = [
    { regex: `^(?!\\.)(?!(${packages.join('|')})$)`, message: because },
    refuse(others, false),
    ...(typesFrom.length > 0 ? [refuse(typesFrom, true)] : []),
    ...(except.length > 0 ? [refuse(except, false)] : []),
  ];
  return { files, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } };
}

const notTemporal = '(?!@temporalio/).+';

export default defineConfig(
  globalIgnores(['dist', 'data', 'bench/peers']),

  { rules: recommended, linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.recommended],
    languageOptions: { globals: nodeGlobals },
    rules: common,
  },

  {
    files: ['**/*.ts'],
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
        'chrono-node',
        'css-select',
        'css-tree',
        'domhandler',
        'domutils',
        'entities',
      ],
      ...[
        'html-encoding-sniffer',
        'htmlparser2',
        'http-cache-semantics',
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
    from: ['core', 'ports', 'free-port'],
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
  boundary(['src/compose/**'], {
    packages: nodeBuiltins,
    from: parts.filter((part) => !['bench', 'demo', 'test', 'workflows'].includes(part)),
    because: "A composition puts the project's own parts together: libraries are for the adapters.",
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

  {
    // What a process is given is read and checked in one place, and handed on from there.
    files: ['src/**', 'activities/**', 'workflows/**'],
    ignores: [
      'src/config.ts',
      // Runs in a spider's own process, whose environment is what the service made for it.
      'src/adapters/spiders/host-main.ts',
    ],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/config.ts reads it: take what you need.' },
      ],
    },
  },
);
