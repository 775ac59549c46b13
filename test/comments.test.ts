import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './support/root.js';

const FOLDERS = [
  'activities',
  'bench',
  'chaos',
  'demo',
  'deploy',
  'findings',
  'scripts',
  'spiders',
  'src',
  'test',
  'workflows',
];
const SOURCE = /\.(ts|mjs|js|py|sh|sql)$/;

describe('comments', () => {
  const files = filesOf(ROOT);

  it('state their rule, in place of a section of a document that is not here', () => {
    const found = comments(files).filter(({ text }) => citesAbsent(text));
    assert.deepEqual(
      found.map(({ file, text }) => `${file}: ${text}`),
      [],
    );
  });

  it('cite documents and files that exist', () => {
    const missing = comments(files).flatMap(({ file, text }) =>
      citedFiles(text)
        .filter((cited) => !files.some((name) => name === cited || name.endsWith(`/${cited}`)))
        .map((cited) => `${file}: ${cited}`),
    );
    assert.deepEqual(missing, []);
  });

  it('are read whole, over the ends of lines, and without what is code', () => {
    const code = [
      "const a = 'https://site.test/x'; // see docs/none.md",
      '/** One rule (section',
      ' * 8), and more. */',
      "const b = '// no comment';",
      '// first',
      '// second',
    ].join('\n');
    assert.deepEqual(commentsOf(code), [
      'see docs/none.md',
      'One rule (section 8), and more.',
      'first second',
    ]);
  });

  it('would be caught', () => {
    const absent = ['as said (Section 2.1)', 'the operator interface says', 'contract: runo.md'];
    assert.deepEqual(absent.map(citesAbsent), [true, true, true]);
    assert.equal(
      citesAbsent('RFC 9309, section 2.2.3, RFC 3986 sections 2.1 and 2.3, this section is long'),
      false,
    );
    const text = 'see docs/none.md, none/there.ts and the README (https://site.test/guide.md)';
    assert.deepEqual(citedFiles(text), ['docs/none.md', 'none/there.ts', 'README.md']);
  });
});

/** Standards are published, and may be cited by section. */
const STANDARD = /\bRFC \d+,? sections? [\d.]+( and [\d.]+)*/g;

function citesAbsent(text: string): boolean {
  const rest = text.replace(STANDARD, '');
  return /\bsections? \d|§ ?\d|\boperator interface\b|\bcontracts?:/i.test(rest);
}

/** Names of documents and of source files, with their folders where the comment has them. */
function citedFiles(text: string): string[] {
  const plain = text.replace(/\b[a-z]+:\/\/\S+/g, '');
  const named =
    plain.match(/(?<![\w./@{*-])([\w-]+\/)*[\w-]+(\.[\w-]+)*\.(md|ts|mjs|sql|py)\b(?![/(*])/g) ?? [];
  return [...named, ...(/\bREADME\b(?!\.)/.test(plain) ? ['README.md'] : [])];
}

interface Comment {
  readonly file: string;
  readonly text: string;
}

function comments(files: readonly string[]): Comment[] {
  return files
    .filter((file) => SOURCE.test(file) && FOLDERS.some((folder) => file.startsWith(`${folder}/`)))
    .filter((file) => file !== 'test/comments.test.ts')
    .flatMap((file) => commentsOf(readFileSync(join(ROOT, file), 'utf8')).map((text) => ({ file, text })));
}

/** Each comment as one line of text; lines of comments that follow each other belong together. */
function commentsOf(code: string): string[] {
  const found: string[] = [];
  let open = false;
  for (const line of code.split('\n')) {
    const bare = line.replace(/\s*\*\/\s*$/, '');
    const whole = /^\s*(?:\/\*+|\*|\/\/|#|--)\s?(.*)$/.exec(bare)?.[1];
    const text = (whole ?? /[;,{}()]\s+\/\/ (.*)$/.exec(bare)?.[1])?.trim();
    if (text !== undefined && open && whole !== undefined) found.push(`${found.pop()} ${text}`.trim());
    else if (text !== undefined) found.push(text);
    open = whole !== undefined && bare === line;
  }
  return found.filter((text) => text !== '');
}

function filesOf(root: string): string[] {
  const here = readdirSync(root, { withFileTypes: true });
  const top = here.filter((entry) => entry.isFile()).map(({ name }) => name);
  const folders = here.map(({ name }) => name).filter((name) => [...FOLDERS, 'docs'].includes(name));
  const below = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.includes('node_modules'))
      .map((name) => join(folder, name)),
  );
  return [...top, ...below];
}
