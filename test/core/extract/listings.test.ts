import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readPage } from '../../../bench/extraction/cases.js';
import {
  readListings,
  scoreArrays,
  withOwnExamples,
  type Listing,
} from '../../../bench/extraction/listings.js';
import { extractFields, openDocument } from '../../../src/core/extract/index.js';
import { ROOT } from '../../support/root.js';

const FOLDER = join(ROOT, 'test/fixtures/listings');
const fetchedAt = new Date('2026-11-29T12:00:00Z');

/** Raise them with what a change gains: they only keep that from being lost again. */
const FLOOR = { otherExamples: 0.94, ownExamples: 0.98 };

function score(listings: readonly Listing[]) {
  const answers = listings.map((listing) => {
    const html = Buffer.from(readPage(FOLDER, listing)).toString();
    const { data } = extractFields(openDocument(html, listing.url), listing.schema, { fetchedAt });
    return [listing.id, data] as const;
  });
  return scoreArrays(listings, new Map(answers));
}

describe('lists on the pages of many programs', () => {
  const listings = readListings(FOLDER, null);

  it('are at least forty pages of twelve programs', () => {
    assert.ok(listings.length >= 40);
    assert.ok(new Set(listings.map(({ site }) => site)).size >= 12);
  });

  it('are read as well as before with examples from elsewhere', () => {
    const { mean, programs } = score(listings);
    assert.ok(mean >= FLOOR.otherExamples, `${mean.toFixed(3)}, ${JSON.stringify([...programs])}`);
  });

  it("are read as well as before with the page's own first values as examples", () => {
    const { mean, programs } = score(listings.map(withOwnExamples));
    assert.ok(mean >= FLOOR.ownExamples, `${mean.toFixed(3)}, ${JSON.stringify([...programs])}`);
  });
});
