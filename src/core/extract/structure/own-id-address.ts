/** Numbers of things in the address of a page: "/itm/133588510845", "/kettle-p7731.html", "?pid=260591". */

import { resolveUrl, type PageDocument } from '../document.js';

export interface AddressIds {
  /** Everything in the address that may be such a number, in lower case. */
  readonly parts: ReadonlySet<string>;
  /** The same as scripts may write them. */
  readonly forms: readonly string[];
  /** One that the page's main picture bears in its name as well. */
  readonly pictured: string | null;
  /** One that a word for a thing stands in front of: "/product/9249556". */
  readonly named: string | null;
}

/** With a digit, without spaces, neither short nor long. */
export function isIdText(text: string): boolean {
  return text.length <= 44 && /^\s*[A-Za-z\d][\w./-]{2,39}\s*$/.test(text) && /\d/.test(text);
}

const MAX_ADDRESS_CHARS = 2_000;
const MAX_FORMS = 100;

export function idsOfAddress(doc: PageDocument): AddressIds {
  const addresses = addressesOf(doc);
  const written = addresses.flatMap(partsOf);
  const parts = new Set(written.map((part) => part.toLowerCase()));
  return {
    parts,
    forms: [...new Set(written.flatMap((part) => [part, part.toUpperCase()]))].slice(0, MAX_FORMS),
    pictured: picturedIn(parts, doc),
    named: addresses.map(namedIn).find((id) => id !== null) ?? null,
  };
}

/** The address that was asked for, and the ones that the page gives as its own. */
function addressesOf({ url, baseUrl, facts }: PageDocument): URL[] {
  const canonical = facts.links.find(({ rel }) => rel.split(/\s+/).includes('canonical'))?.href;
  const card = facts.metas.find(({ key }) => key === 'og:url')?.content;
  return [canonical, card, url]
    .map((address) =>
      address === undefined || address.length > MAX_ADDRESS_CHARS ? null : resolveUrl(address, baseUrl),
    )
    .filter((address) => address !== null)
    .map((address) => new URL(address));
}

function partsOf({ pathname, searchParams }: URL): string[] {
  const texts = [...pathname.split('/', 40), ...[...searchParams.values()].slice(0, 20)].map(decoded);
  return texts
    .flatMap((text) => {
      const stem = text.replace(/\.[a-z]{2,5}$/i, '');
      return [stem, ...stem.split(/[-_.,;=~]/, 40), ...(stem.match(/\d{5,}/g) ?? [])];
    })
    .filter((part) => part.length >= 4 && isIdText(part));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The picture that the page shows of itself is often named for the thing on it. */
function picturedIn(parts: ReadonlySet<string>, { facts }: PageDocument): string | null {
  const picture =
    facts.metas.find(({ key }) => key === 'og:image' || key === 'og:image:secure_url')?.content ?? '';
  const runs = new Set(picture.slice(0, MAX_ADDRESS_CHARS).match(/\d{5,}/g) ?? []);
  const shared = [...parts].filter((part) => runs.has(part));
  return shared.length === 1 ? (shared[0] ?? null) : null;
}

const THING =
  /^(?:products?|prod|p|pd|dp|items?|itm|articles?|artikel|art|listings?|offers?|ad|goods|details?|propert(?:y|ies))$/i;

function namedIn({ pathname }: URL): string | null {
  const segments = pathname.split('/', 40);
  const id = segments.find((segment, at) => NUMBER.test(segment) && THING.test(segments[at - 1] ?? ''));
  return id ?? null;
}

/** Four digits at least; words are names of things. */
const NUMBER = /^(?=(?:[^\d]*\d){4})[A-Z\d]{5,20}$/;
