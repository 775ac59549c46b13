/** What the page shows without any metadata: its main heading, its title, its dates. */

import type { Element } from 'domhandler';
import type { Candidate } from '../candidate.js';
import type { PlainSource } from '../concepts.js';
import type { PageFacts } from '../facts.js';
import { collapse, plainText, textOf } from '../text.js';

export function plainCandidates(source: PlainSource, facts: PageFacts): Candidate[] {
  switch (source) {
    case 'heading':
      return headingCandidates(facts);
    case 'page-title':
      return titleCandidates(facts);
    case 'time':
      return timeCandidates(facts);
    default:
      return source satisfies never;
  }
}

export const SINGLE_HEADING = 0.7;

/** The only h1, or the first of a few: many h1 say nothing about which one is the page's. */
function headingCandidates(facts: PageFacts): Candidate[] {
  const texts = facts.headings
    .filter((heading) => heading.name === 'h1')
    .slice(0, 50)
    .map(headingText)
    .filter(Boolean);
  const value = texts[0];
  if (value === undefined) return [];
  return [{ source: 'heading', path: 'h1', value, confidence: texts.length === 1 ? SINGLE_HEADING : 0.55 }];
}

/** A heading longer than this is no title. */
function headingText(heading: Element): string {
  return textOf(heading, { chars: 1_000, nodes: 500 });
}

function titleCandidates(facts: PageFacts): Candidate[] {
  const value = facts.titles.map((title) => collapse(rawText(title))).find((text) => text !== '');
  return value === undefined ? [] : [{ source: 'page-title', path: 'title', value, confidence: 0.5 }];
}

const MAX_HEADINGS = 20;
const SUFFIX = /^\s*[|\u2013\u2014\-\u00b7\u2022:\u00bb/]\s/;

/** "Kettle | Shop" is "Kettle" when the page has a heading that says so. */
export function withoutSiteName(candidate: Candidate, facts: PageFacts): Candidate {
  if (typeof candidate.value !== 'string') return candidate;
  const title = plainText(candidate.value);
  const heading = facts.headings
    .slice(0, MAX_HEADINGS)
    .map(headingText)
    .find((text) => text.length >= 4 && title.startsWith(text) && SUFFIX.test(title.slice(text.length)));
  return heading === undefined ? candidate : { ...candidate, value: heading };
}

/** Machine-readable dates, when the page agrees on one day. */
function timeCandidates(facts: PageFacts): Candidate[] {
  const stamps = facts.times
    .slice(0, 200)
    .map((time) => time.attribs['datetime'] ?? '')
    .filter(Boolean);
  const marked = facts.times.find((time) => time.attribs['pubdate'] !== undefined)?.attribs['datetime'];
  const days = new Set(stamps.map((stamp) => stamp.slice(0, 10)));
  const value = marked ?? (days.size === 1 ? stamps[0] : undefined);
  return value === undefined ? [] : [{ source: 'time', path: 'time[datetime]', value, confidence: 0.6 }];
}

/** The text of a title element, which is text only and stands in the head. */
function rawText(element: Element): string {
  return element.children.map((child) => ('data' in child ? child.data : '')).join('');
}
