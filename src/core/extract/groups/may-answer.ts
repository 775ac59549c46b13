/** Groups of a page that are no lists of things: its menus and footers, what stands beside its main part, a text alone. */

import { type Element } from 'domhandler';
import { findOne } from 'domutils';
import { resolveUrl } from '../document.js';
import { chainOf } from '../structure/ancestors.js';
import { regionOf } from '../structure/region.js';
import type { Assigned } from './assign.js';
import type { Group } from './group.js';
import { isMenu } from './menus.js';

/** An example of the caller that stands in the group says that it is meant; so do the headings of a table. */
export function mayAnswer(group: Group, assigned: readonly Assigned[], baseUrl: string): boolean {
  if (group.headings.size > 0 || assigned.some(({ isAnchored }) => isAnchored)) return true;
  const [[first] = [], second] = group.items;
  const isBeside = group.region === 'chrome' || group.region === 'aside';
  if ((isBeside && !(first !== undefined && isNamedSo(first.element, group.share))) || isMenu(group))
    return false;
  // Of the rows of a table at least one was left out: the way to the folder above.
  return second !== undefined || group.isTable || (first !== undefined && leadsOn(first.element, baseUrl));
}

const MOST_OF_PAGE = 0.5;
const MAY_BE_MAIN = /(?:^|[\s_-])(?:menu|trending|popular)(?:$|[\s_])/i;

/** The dishes of a menu, or what is popular: things with headings that are most of the page, in an element that has such a name. */
function isNamedSo(item: Element, share: number): boolean {
  if (share < MOST_OF_PAGE || findOne(isHeading, item.children) === null) return false;
  const region = chainOf(item).find((element) => regionOf(element) !== null);
  if (region === undefined || !/^(?:div|section|ul)$/.test(region.name)) return false;
  return (
    region.attribs['role'] === undefined && MAY_BE_MAIN.test((region.attribs['class'] ?? '').slice(0, 200))
  );
}

function isHeading({ name }: Element): boolean {
  return /^h[1-6]$/.test(name);
}

/**
 * The last page of a listing may have one thing left. What tells it from the text of a page: its heading leads to a page of
 * its own, or, where it is no article, something in it does and it does not have the page's heading.
 */
function leadsOn(item: Element, baseUrl: string): boolean {
  const isLink = (element: Element): boolean => leadsElsewhere(element, baseUrl);
  const heading = findOne(isHeading, item.children);
  if (heading !== null) {
    const around = chainOf(heading);
    const inItem = around.slice(0, around.indexOf(item) + 1);
    if (inItem.some(isLink) || findOne(isLink, heading.children) !== null) return true;
  }
  if (item.name === 'article' || heading?.name === 'h1') return false;
  return isLink(item) || findOne(isLink, item.children) !== null;
}

function leadsElsewhere({ name, attribs }: Element, baseUrl: string): boolean {
  const { href } = attribs;
  if (name !== 'a' || href === undefined || /^(?:#|javascript:|mailto:|tel:)/i.test(href)) return false;
  return withoutHash(resolveUrl(href, baseUrl) ?? '') !== withoutHash(baseUrl);
}

function withoutHash(address: string): string {
  return address.replace(/#.*$/s, '');
}
