import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ROOT } from './support/root.js';

/** What eslint.config.js does not see: which folder may import which is there. */
describe('the modules', () => {
  it('do not import each other in a circle, not even for types', () => {
    assert.deepEqual(
      findCircles(
        importsByModule([
          'src',
          'packages',
          'workflows',
          'activities',
          'test',
          'bench',
          'chaos',
          'demo',
          'spiders',
        ]),
      ),
      [],
    );
  });

  it('would be caught if they did', () => {
    const imports = new Map([
      ['a', ['b', 'd']],
      ['b', ['c']],
      ['c', ['a']],
      ['d', []],
    ]);
    assert.deepEqual(findCircles(imports), ['a -> b -> c -> a']);
  });
});

type Imports = ReadonlyMap<string, readonly string[]>;

function importsByModule(folders: readonly string[]): Imports {
  const modules = folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'));
  return new Map(
    modules.map((file) => [file, importsOf(file).filter((imported) => modules.includes(imported))]),
  );
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const specifiers = [...text.matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
    ([, specifier]) => specifier ?? '',
  );
  return specifiers.map((specifier) =>
    relative(ROOT, resolve(ROOT, dirname(file), specifier)).replace(/\.js$/, '.ts'),
  );
}

/** One circle for each import that closes one. */
function findCircles(imports: Imports): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (module: string, above: readonly string[]): void => {
    const at = above.indexOf(module);
    if (at >= 0) circles.push([...above.slice(at), module].join(' -> '));
    if (at >= 0 || done.has(module)) return;
    for (const imported of imports.get(module) ?? []) visit(imported, [...above, module]);
    done.add(module);
  };
  for (const module of imports.keys()) visit(module, []);
  return circles;
}
