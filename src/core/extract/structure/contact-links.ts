/** What links to write and to call by lead to. */

import { isTag, type Element } from 'domhandler';
import { textLines } from '../text.js';

const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z\d-]{1,63}\.){1,5}[A-Za-z]{2,20}(?![\w-])/g;
/** "ann (at) site.test": hidden from programs that send. */
const WORDED =
  /([\w.+-]{1,64})\s?[([{]\s?at\s?[)\]}]\s?((?:[\w-]{1,63}(?:\.|\s?[([{]\s?dot\s?[)\]}]\s?)){1,5}[A-Za-z]{2,20})(?![\w-])/i;

/** Whom a link writes to, also where the address is hidden from programs that send; null when it is no such link. */
export function emailOfLink({ attribs, children }: Element): string | null {
  const hidden =
    attribs['data-cfemail'] ??
    children
      .filter(isTag)
      .map((child) => child.attribs['data-cfemail'])
      .find(Boolean);
  if (hidden !== undefined) return unhidden(hidden);
  const [, address] = /^\s*mailto:([^?]{3,250})/i.exec(attribs['href'] ?? '') ?? [];
  if (address === undefined) return null;
  return emailsIn(address.replace(/%40/gi, '@').replace(/%20/g, ' '))[0] ?? null;
}

/** The electronic addresses that a text holds. */
export function emailsIn(text: string): string[] {
  if (text.length > 5_000) return [];
  const plain = text.includes('@') ? (text.match(EMAIL) ?? []) : [];
  const worded = plain.length === 0 ? WORDED.exec(text) : null;
  if (worded !== null)
    return [`${worded[1] ?? ''}@${(worded[2] ?? '').replace(/\s?[([{]\s?dot\s?[)\]}]\s?/gi, '.')}`];
  return plain
    .map((address) => address.replace(/^\.+|\.+$/g, ''))
    .filter((address) => !PICTURE.test(address));
}

/** "logo@2x.png" */
const PICTURE = /\.(?:png|jpe?g|gif|webp|svg)$/i;

/** Every two digits are a byte; the first is the key of the others. */
function unhidden(code: string): string | null {
  const bytes = (code.slice(0, 400).match(/[\da-f]{2}/gi) ?? []).map((pair) => parseInt(pair, 16));
  const [key = 0, ...rest] = bytes;
  return emailsIn(String.fromCharCode(...rest.map((byte) => byte ^ key)))[0] ?? null;
}

/** The number that a link calls, as it is shown where the link's text is a number; null when it is no such link. */
export function phoneOfLink(anchor: Element): string | null {
  const called = /^\s*(?:tel|callto):(?:\/\/)?(.{0,40})/i.exec(anchor.attribs['href'] ?? '')?.[1];
  if (called === undefined) return null;
  const shown = textLines(anchor, { chars: 200, nodes: 50 }).join(' ');
  const written = /(?:\+|\(|\d)[\d\s()./+-]{4,30}\d/.exec(shown)?.[0];
  const number = written ?? decodeURIText(called);
  return number === '' ? null : number;
}

function decodeURIText(text: string): string {
  return text.replace(/%20/g, ' ').replace(/%2B/gi, '+').trim();
}
