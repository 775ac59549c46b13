// What a page shows, read by parse5, and what a text in Markdown says, read by the reader of CommonMark and GFM that the
// remark tools share. Both in the same terms, and neither knows Holdfast's own parser or its rules.

import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { parse } from 'parse5';

const HIDDEN = new Set(
  (
    'area audio base canvas col colgroup datalist embed frame head iframe link map meta noscript object option param ' +
    'progress script select source style svg template textarea title track video math'
  ).split(' '),
);
const BLOCKS = new Set(
  (
    'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr html input img label button legend li main menu nav ol p pre section summary ' +
    'table tbody td tfoot th thead tr ul'
  ).split(' '),
);

/** Facts of a page or of a text: see `facts`. */
export function readPage(html, url) {
  const found = facts();
  const root = parse(html);
  const base = baseOf(root, url);
  found.text = textOf(root);
  visit(root, (node) => {
    if (/^h[1-6]$/.test(node.tagName)) add(found.headings, node.tagName[1], plain(textOf(node)));
    if (node.tagName === 'a') addLink(found, attribute(node, 'href'), plain(textOf(node)), base, url);
    if (node.tagName === 'table') found.tables.push(...tableOf(node));
    if (node.tagName === 'pre') addCode(found, node);
    if (node.tagName === 'li') add(found.items, plain(textOf(node, true)));
  });
  return found;
}

function facts() {
  // headings: level and text. links: address and text. tables: of each the rows, of each the texts of its cells.
  // codes: text and language. items: own texts of list items. html: elements of HTML that are left.
  return { text: '', headings: [], links: [], tables: [], codes: [], items: [], html: 0 };
}

function add(list, ...values) {
  if (values.at(-1) !== '') list.push(values.join(' '));
}

/** Letters and digits alone: marks, white space and punctuation differ between the two. */
function plain(text) {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function visit(node, enter) {
  for (const child of node.childNodes ?? []) {
    if (isHidden(child)) continue;
    enter(child);
    visit(child, enter);
  }
}

function isHidden(node) {
  if (node.tagName === undefined) return false;
  if (HIDDEN.has(node.tagName) || attribute(node, 'hidden') !== undefined) return true;
  return /display\s*:\s*none/i.test(attribute(node, 'style') ?? '');
}

function attribute(node, name) {
  return node.attrs?.find((one) => one.name === name)?.value;
}

function textOf(node, isOwn = false) {
  let text = '';
  for (const child of node.childNodes ?? []) {
    if (child.nodeName === '#text') text += child.value;
    else if (!isHidden(child) && !(isOwn && /^[ou]l$/.test(child.tagName ?? ''))) {
      const gap = BLOCKS.has(child.tagName) ? ' ' : '';
      text += gap + textOf(child, isOwn) + gap;
    }
  }
  return text;
}

function baseOf(root, url) {
  let base = url;
  const find = (node) => {
    for (const child of node.childNodes ?? []) {
      if (child.tagName === 'base') base = resolve(attribute(child, 'href') ?? '', url) ?? base;
      else if (base === url) find(child);
    }
  };
  find(root);
  return base;
}

function resolve(reference, base) {
  const url = URL.parse(reference.trim(), base);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}

/** Links with words, to somewhere else. */
function addLink(found, reference, text, base, url) {
  const href = reference === undefined ? null : resolve(reference, base);
  if (href === null || text === '' || href.split('#')[0] === url.split('#')[0]) return;
  found.links.push([href, text]);
}

/** Data: rows of several cells, no tables in them, no headings of the page. */
function tableOf(table) {
  let isData = attribute(table, 'role') !== 'presentation';
  const rows = [];
  const read = (node) => {
    for (const child of node.childNodes ?? []) {
      if (isHidden(child)) continue;
      if (child.tagName === 'table' || /^h[1-6]$/.test(child.tagName ?? '')) isData = false;
      if (child.tagName === 'tr')
        rows.push(
          (child.childNodes ?? []).filter((cell) => /^t[dh]$/.test(cell.tagName ?? '') && !isHidden(cell)),
        );
      read(child);
    }
  };
  read(table);
  const texts = rows.map((cells) => cells.map((cell) => plain(textOf(cell))).filter((text) => text !== ''));
  const full = texts.filter((cells) => cells.length > 1);
  return isData && full.length > 1 ? [full] : [];
}

function addCode(found, pre) {
  let text = '';
  let isTable = false;
  const read = (node) => {
    for (const child of node.childNodes ?? []) {
      if (child.nodeName === '#text') text += child.value;
      if (child.tagName === 'br') text += '\n';
      if (child.tagName === 'table') isTable = true;
      if (!isHidden(child)) read(child);
    }
  };
  read(pre);
  if (isTable || text.trim() === '') return;
  const classes = [pre, ...(pre.childNodes ?? [])].map((node) => attribute(node, 'class') ?? '').join(' ');
  found.codes.push([codeText(text), /\blang(?:uage)?-([\w+#.-]+)/.exec(classes)?.[1]?.toLowerCase() ?? '']);
}

function codeText(text) {
  return text
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}

const OPTIONS = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

export function readMarkdown(markdown, url) {
  const found = facts();
  found.text = wordsOf(fromMarkdown(markdown, OPTIONS), found, url);
  return found;
}

/** The text of a node; what is in it is noted on the way. */
function wordsOf(node, found, url) {
  const inner = (gap) => (node.children ?? []).map((child) => wordsOf(child, found, url)).join(gap);
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value;
    case 'html':
      if (!/^<(?:br|!--)/i.test(node.value)) found.html += 1;
      return ' ';
    case 'code':
      found.codes.push([codeText(node.value), (node.lang ?? '').toLowerCase()]);
      return node.value;
    case 'break':
    case 'image':
      return ' ';
    case 'heading': {
      const text = inner('');
      add(found.headings, String(node.depth), plain(text));
      return text;
    }
    case 'link': {
      const text = inner('');
      const href = resolve(node.url, url);
      if (href !== null) found.links.push([href, plain(text)]);
      return text;
    }
    case 'table': {
      const rows = node.children.map((row) => row.children.map((cell) => wordsOf(cell, found, url)));
      found.tables.push(rows.map((cells) => cells.map(plain).filter((text) => text !== '')));
      return rows.map((cells) => cells.join(' ')).join(' ');
    }
    case 'listItem': {
      const own = node.children.map((child) => [child.type, wordsOf(child, found, url)]);
      add(
        found.items,
        plain(
          own
            .filter(([type]) => type !== 'list')
            .map(([, text]) => text)
            .join(' '),
        ),
      );
      return own.map(([, text]) => text).join(' ');
    }
    case 'root':
    case 'blockquote':
    case 'list':
      return inner(' ');
    default:
      return inner('');
  }
}
