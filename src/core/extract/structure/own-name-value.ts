/** The value of an element that is named like a field: short, of the field's type, without its label. */

import { isTag, type Element } from 'domhandler';
import type { Field } from '../../schema.js';
import { resolveUrl } from '../document.js';
import { fitsExample } from '../example.js';
import { nameKey } from '../field-name.js';
import { ownNames, type Role } from '../own-name-words.js';
import { shownText, textLines } from '../text.js';
import { bare } from './pair.js';

const MAX_TEXT = 200;
const MAX_SCALAR = 60;
const MAX_LINES = 4;
const MAX_NUMBERS = 2;
const MAX_ITEMS = 100;

/** Null where the element holds more than a value, nothing, or something of another type. */
export function valueOf(
  element: Element,
  role: Role,
  path: string,
  field: Field,
  baseUrl: string,
): string | string[] | null {
  if (field.type.startsWith('array<')) return itemsOf(element);
  if (/(?:^|[_\s])(?:url|link|href|website)$/i.test(field.field)) return addressOf(element, baseUrl);
  const attribute = attributeOf(element, path);
  const text = attribute ?? textOf(element, role, field);
  if (text === null || text === '' || !suits(text, field) || !fitsExample(field, text)) return null;
  return text;
}

/** `data-warranty="2 years"`, and what inputs and times hold. */
function attributeOf({ name, attribs }: Element, path: string): string | null {
  const [, key] = /^\[(data-[\w.-]+)\]$/.exec(path) ?? [];
  if (key !== undefined) return (attribs[key] ?? '').trim();
  if (attribs['content'] !== undefined) return attribs['content'].trim();
  if (name === 'time') return attribs['datetime'] ?? null;
  if (name === 'data' || name === 'meter' || name === 'progress') return attribs['value'] ?? null;
  // What a form asks its readers for is no value; what it shows them is.
  if (name === 'input')
    return attribs['readonly'] !== undefined ||
      attribs['disabled'] !== undefined ||
      attribs['type'] === 'hidden'
      ? (attribs['value'] ?? '').trim()
      : '';
  return name === 'textarea' || name === 'select' || name === 'button' || name === 'option' ? '' : null;
}

function textOf(element: Element, role: Role, field: Field): string | null {
  const lines = linesOf(element);
  if (lines === null) return null;
  const text = lines.join(' ');
  const isLabel = (said: string): boolean => isNameOf(said, field);
  if (role === 'label' || element.name === 'label' || isLabel(text)) {
    const next = nextElement(element);
    const below = next === null ? null : linesOf(next);
    return below === null || (role === 'label' && lines.length > 1) ? null : bare(below.join(' '));
  }
  const [first = '', ...rest] = lines;
  if (rest.length > 0 && isLabel(first)) return bare(rest.join(' '));
  const colon = /^([^:\uff1a]{1,60})[:\uff1a]\s*(\S.*)$/s.exec(text);
  if (colon?.[1] !== undefined && colon[2] !== undefined && isLabel(colon[1])) return bare(colon[2]);
  const label = firstPart(element);
  if (label !== '' && label !== text && isLabel(label)) return bare(text.slice(label.length));
  return bare(text);
}

/** The text of the first element inside, as of a label: `<b>Warranty</b> 2 years`. */
function firstPart({ children }: Element): string {
  const first = children.find(isTag);
  return first === undefined ? '' : shownText(first, { chars: MAX_TEXT, nodes: 30 });
}

/** Null where there is more than a value would need. */
function linesOf(element: Element): string[] | null {
  const lines = textLines(element, { chars: MAX_TEXT + 100, nodes: 200 });
  const length = lines.reduce((sum, line) => sum + line.length, 0);
  return length > MAX_TEXT || lines.length > MAX_LINES ? null : lines;
}

function isNameOf(text: string, { field, hint }: Field): boolean {
  const key = nameKey(text);
  return ownNames(field, hint).some((words) => words.join(' ') === key);
}

function nextElement(element: Element): Element | null {
  let next = element.next;
  while (next !== null && !isTag(next)) next = next.next;
  return next !== null && isTag(next) ? next : null;
}

/** The items of a list. */
function itemsOf(element: Element): string[] | null {
  const list = /^[uo]l$/.test(element.name)
    ? element
    : element.children.find((child) => isTag(child) && /^[uo]l$/.test(child.name));
  if (list === undefined || !isTag(list)) return null;
  const items = list.children
    .filter((child): child is Element => isTag(child) && child.name === 'li')
    .slice(0, MAX_ITEMS)
    .map((item) => shownText(item, { chars: MAX_TEXT, nodes: 50 }))
    .filter((text) => text !== '');
  return items.length < 2 ? null : items;
}

function addressOf(element: Element, baseUrl: string): string | null {
  const holder =
    element.attribs['href'] !== undefined || element.attribs['src'] !== undefined
      ? element
      : onlyAnchor(element);
  const address = holder?.attribs['href'] ?? holder?.attribs['src'];
  return address === undefined || address.startsWith('#') ? null : resolveUrl(address, baseUrl);
}

function onlyAnchor({ children }: Element): Element | undefined {
  const inner = children.filter(isTag);
  return inner.length === 1 && inner[0]?.name === 'a' ? inner[0] : undefined;
}

function suits(text: string, { type }: Field): boolean {
  if (type === 'string') return /[\p{L}\p{N}]/u.test(text);
  if (text.length > MAX_SCALAR) return false;
  const isNumber = type === 'integer' || type === 'float';
  return !isNumber || (/\d/.test(text) && (text.match(/\d[\d.,\s']*/g) ?? []).length <= MAX_NUMBERS);
}
