/** html5lib's tests of tree construction: their files, and a tree in the form that they state it. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isComment, isDirective, isDocument, isTag, isText, type ChildNode, type Element } from 'domhandler';

export interface TreeCase {
  /** File and number, from 1. */
  readonly id: string;
  readonly html: string;
  /** Lines of the tree, each with two blanks for each level. */
  readonly tree: string;
  /** The element that the text is the content of; null for a whole page. */
  readonly context: string | null;
  /** Whether it holds with scripts on, with scripts off, or both ways. */
  readonly scripts: 'on' | 'off' | 'both';
}

/** The folder that set-up has noted; null where it could not get the tests. */
export function html5libFolder(): string | null {
  const notes = join(import.meta.dirname, '../../../node_modules/.holdfast-tools.json');
  if (!existsSync(notes)) return null;
  const { html5libTests } = JSON.parse(readFileSync(notes, 'utf8')) as { html5libTests?: unknown };
  return typeof html5libTests === 'string' && existsSync(html5libTests) ? html5libTests : null;
}

/** The cases of one file. */
export function readCases(name: string, text: string): TreeCase[] {
  return `\n${text}`
    .split('\n#data\n')
    .slice(1)
    .map((part, at) => readCase(`${name}:${at + 1}`, part));
}

function readCase(id: string, part: string): TreeCase {
  const sections = new Map<string, string>();
  const [html = '', ...rest] = part.split(/\n?^#errors\n/m);
  let name = 'errors';
  for (const line of rest.join('\n').split('\n')) {
    if (/^#(?:errors|new-errors|document-fragment|script-on|script-off|document)$/.test(line)) {
      name = line.slice(1);
      sections.set(name, '');
    } else sections.set(name, `${sections.get(name) ?? ''}${line}\n`);
  }
  return {
    id,
    html,
    tree: (sections.get('document') ?? '').replace(/\n+$/, ''),
    context: sections.get('document-fragment')?.trim() ?? null,
    scripts: sections.has('script-on') ? 'on' : sections.has('script-off') ? 'off' : 'both',
  };
}

/** The tree as these tests write it. */
export function printTree(nodes: readonly ChildNode[], level = 0): string {
  return nodes.map((node) => printNode(node, `| ${'  '.repeat(level)}`, level)).join('\n');
}

function printNode(node: ChildNode, start: string, level: number): string {
  if (isText(node)) return `${start}"${node.data}"`;
  if (isComment(node)) return `${start}<!-- ${node.data} -->`;
  if (isDirective(node)) return `${start}<!DOCTYPE ${doctypeOf(node)}>`;
  if (isDocument(node)) return [`${start}content`, ...printed(node.children, level + 1)].join('\n');
  if (!isTag(node)) throw new Error(`no node of HTML: ${node.type}`);
  return [
    `${start}<${prefixOf(node)}${node.name}>`,
    ...attributesOf(node).map((line) => `${start}  ${line}`),
    ...printed(node.children, level + 1),
  ].join('\n');
}

function printed(nodes: readonly ChildNode[], level: number): string[] {
  return nodes.length === 0 ? [] : [printTree(nodes, level)];
}

function prefixOf({ namespace }: Element): string {
  if (namespace === undefined) return '';
  return namespace.endsWith('svg') ? 'svg ' : 'math ';
}

function doctypeOf(node: { 'x-name'?: string; 'x-publicId'?: string; 'x-systemId'?: string }): string {
  const { 'x-name': name = '', 'x-publicId': publicId = '', 'x-systemId': systemId = '' } = node;
  return publicId === '' && systemId === '' ? name : `${name} "${publicId}" "${systemId}"`;
}

function attributesOf({ attribs, namespace }: Element): string[] {
  return Object.entries(attribs)
    .map(([name, value]) => `${namespace === undefined ? name : withBlank(name)}="${value}"`)
    .sort((a, b) => (a < b ? -1 : 1));
}

/** The tests divide the prefixes that mean something in XML by a blank. */
function withBlank(name: string): string {
  return name.replace(
    /^(xlink):(actuate|arcrole|href|role|show|title|type)$|^(xml):(lang|space)$|^(xmlns):(xlink)$/,
    (whole) => whole.replace(':', ' '),
  );
}

/** The expected tree in the form of `printTree`: names of SVG and MathML in lower case. */
export function asPrinted(tree: string): string {
  const lines: string[] = [];
  let attributes: string[] = [];
  let isForeign = false;
  for (const line of tree.split('\n')) {
    const [, start = '', name, value] = /^(\| +)([^"=<]+)(="[^]*)$/.exec(line) ?? [];
    if (isForeign && name !== undefined) {
      attributes.push(`${start}${name.toLowerCase()}${value ?? ''}`);
      continue;
    }
    lines.push(...attributes.sort());
    attributes = [];
    if (/^\| +<[^!]/.test(line)) isForeign = /^\| +<(?:svg|math) /.test(line);
    lines.push(isForeign && /^\| +<[^!]/.test(line) ? line.toLowerCase() : line);
  }
  return [...lines, ...attributes.sort()].join('\n');
}
