/** How to write to, call and find the people or the organization that a page is about. */

import type { Candidate } from '../candidate.js';
import type { Reader } from '../engine/reader.js';
import type { Rule } from '../engine/rule.js';
import type { PageSources } from '../page-sources.js';
import { pageAddresses, pageEmails, pagePhones } from '../structure/contacts.js';

export const emailReader = contactReader('contact.email', pageEmails);
export const phoneReader = contactReader('contact.phone', pagePhones);
export const addressReader = contactReader('contact.address', pageAddresses);

function contactReader(rule: Rule, read: (page: PageSources, isArray: boolean) => Candidate[]): Reader {
  return { rules: [rule], read: ({ field, page }) => read(page, field.type.startsWith('array<')) };
}
