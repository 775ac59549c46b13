/** Where a page's thing is on the maps that the page shows or links to: in addresses of maps, in data attributes, in scripts. */

import { isTag, isText, type Document, type Element } from 'domhandler';
import type { Candidate } from '../candidate.js';
import { oncePerPage } from '../once.js';
import type { PageSources } from '../page-sources.js';
import { isInert, walk } from '../text.js';
import { pathOf } from './near.js';
import { regionAbove } from './region.js';

export interface Point {
  readonly latitude: string;
  readonly longitude: string;
}

interface Place extends Point {
  readonly path: string;
}

const MAX_NODES = 100_000;
const MAX_PLACES = 40;
const MAX_ADDRESS_CHARS = 4_000;
const MAX_SCRIPT_CHARS = 300_000;

const placeOf = oncePerPage(({ doc }) => mainPlace(placesIn(doc.root)));

/** None where the page shows several places equally often. */
export function mapPoints(page: PageSources, part: keyof Point): Candidate[] {
  const place = placeOf(page);
  if (place === null) return [];
  return [{ rule: 'map.point', source: 'text', path: place.path, value: place[part], confidence: 0.7 }];
}

function mainPlace(places: readonly Place[]): Place | null {
  const counts = new Map<string, { readonly place: Place; count: number }>();
  for (const place of places) {
    const key = [place.latitude, place.longitude].map((text) => Number(text).toFixed(3)).join();
    const same = counts.get(key);
    if (same === undefined) counts.set(key, { place, count: 1 });
    else same.count += 1;
  }
  const [first, second] = [...counts.values()].sort((a, b) => b.count - a.count);
  return first === undefined || first.count === second?.count ? null : first.place;
}

function placesIn(root: Document): Place[] {
  const places: Place[] = [];
  let nodes = MAX_NODES;
  let scripts = MAX_SCRIPT_CHARS;
  walk(root, (node) => {
    nodes -= 1;
    if (nodes < 0 || places.length >= MAX_PLACES) return 'stop';
    if (!isTag(node) || isInert(node)) return false;
    if (node.name === 'script') {
      const [first] = node.children;
      const text = first !== undefined && isText(first) ? first.data.slice(0, scripts) : '';
      scripts -= text.length;
      const point = pointInScript(text);
      if (point !== null) places.push({ ...point, path: 'script' });
      return false;
    }
    const point = pointOfElement(node);
    if (point !== null && regionAbove(node) !== 'chrome') places.push({ ...point, path: pathOf(node) });
    return true;
  });
  return places;
}

const ADDRESS_OF: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  iframe: ['src', 'data-src'],
  img: ['src', 'data-src'],
  source: ['srcset'],
};

function pointOfElement({ name, attribs }: Element): Point | null {
  for (const key of Object.hasOwn(ADDRESS_OF, name) ? (ADDRESS_OF[name] ?? []) : []) {
    const address = attribs[key];
    const point = address === undefined ? null : pointInAddress(address);
    if (point !== null) return point;
  }
  const latitude = attribs['data-lat'] ?? attribs['data-latitude'];
  const longitude =
    attribs['data-lng'] ?? attribs['data-lon'] ?? attribs['data-long'] ?? attribs['data-longitude'];
  return latitude === undefined || longitude === undefined ? null : pointOf(latitude, longitude);
}

const LAT = String.raw`(-?\d{1,2}\.\d{3,20})`;
const LNG = String.raw`(-?\d{1,3}\.\d{3,20})`;
/** Each with the latitude first. */
const IN_ADDRESS: readonly RegExp[] = [
  new RegExp(
    String.raw`[?&#](?:center|ll|sll|cbll|q|query|daddr|destination|viewpoint|markers)=(?:[^&]{0,80}\|)?(?:loc:)?${LAT},\+?${LNG}(?!\d)`,
    'i',
  ),
  new RegExp(String.raw`[/@]@?${LAT},${LNG},\d{1,2}(?:\.\d+)?z`),
  new RegExp(String.raw`!3d${LAT}!4d${LNG}`),
  new RegExp(
    String.raw`[?&]m?lat(?:itude)?=${LAT}&(?:[^#]{0,200}&)?m?(?:lng|lon|long|longitude)=${LNG}`,
    'i',
  ),
  new RegExp(String.raw`#map=\d{1,2}(?:\.\d+)?/${LAT}/${LNG}`),
];
/** Each with the longitude first. */
const TURNED: readonly RegExp[] = [
  new RegExp(String.raw`/static/(?:[^/]{0,200}/)?${LNG},${LAT},\d`),
  new RegExp(String.raw`!2d${LNG}!3d${LAT}`),
];

/** The point in the address of a map, null in others. */
export function pointInAddress(address: string): Point | null {
  if (address.length > MAX_ADDRESS_CHARS || !/\.\d{3}/.test(address)) return null;
  const text = address.replace(/%2C/gi, ',').replace(/%7C/gi, '|').replace(/%20/g, '+');
  for (const pattern of IN_ADDRESS) {
    const [, latitude, longitude] = pattern.exec(text) ?? [];
    if (latitude !== undefined && longitude !== undefined) return pointOf(latitude, longitude);
  }
  for (const pattern of TURNED) {
    const [, longitude, latitude] = pattern.exec(text) ?? [];
    if (latitude !== undefined && longitude !== undefined) return pointOf(latitude, longitude);
  }
  return null;
}

const IN_SCRIPT: readonly RegExp[] = [
  new RegExp(String.raw`LatLng\(\s{0,5}["']?${LAT}["']?\s{0,5},\s{0,5}["']?${LNG}`, 'i'),
  new RegExp(
    String.raw`["']?\blat(?:itude)?["']?\s{0,3}[:=]\s{0,3}["']?${LAT}["']?[\s,;]{1,10}(?:var |let |const )?["']?(?:lng|lon|long|longitude)["']?\s{0,3}[:=]\s{0,3}["']?${LNG}`,
    'i',
  ),
];

function pointInScript(text: string): Point | null {
  for (const pattern of /lat/i.test(text) ? IN_SCRIPT : []) {
    const [, latitude, longitude] = pattern.exec(text) ?? [];
    if (latitude !== undefined && longitude !== undefined) return pointOf(latitude, longitude);
  }
  return null;
}

function pointOf(latitude: string, longitude: string): Point | null {
  const [lat, lng] = [Number(latitude), Number(longitude)];
  const isPlace = Math.abs(lat) <= 90 && Math.abs(lng) <= 180 && (lat !== 0 || lng !== 0);
  return isPlace && latitude.trim() !== '' && longitude.trim() !== '' ? { latitude, longitude } : null;
}
