/**
 * The cases whose array fields have known values, and the score of their answers: the mean of a program's array fields,
 * then the mean over the programs. Pages of one program are alike, so programs are the unit.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BadOption } from '../options.js';
import { arrayF1 } from './array-score.js';
import { readCases, type Case } from './cases.js';

const expectedSchema = z.object({
  id: z.string(),
  site: z.string(),
  expected: z.record(z.string(), z.unknown()),
});

export interface Listing extends Case {
  /** The program that printed the page. */
  readonly site: string;
  readonly expected: Readonly<Record<string, unknown>>;
}

/** Field values by the id of their case. */
export type Answers = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Throws `BadOption` when no case has an array with known values. */
export function readListings(folder: string, kind: string | null): Listing[] {
  const file = join(folder, 'cases.jsonl');
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => expectedSchema.safeParse(JSON.parse(line)).data);
  const known = new Map(lines.flatMap((one) => (one === undefined ? [] : [[one.id, one] as const])));
  const listings = readCases(folder, kind).flatMap((one) => {
    const { site, expected } = known.get(one.id) ?? {};
    return site === undefined || expected === undefined ? [] : [{ ...one, site, expected }];
  });
  const withArrays = listings.filter((one) => arrayFields(one).length > 0);
  if (withArrays.length === 0) throw new BadOption(`${file} has no array with expected values.`);
  return withArrays;
}

/** The names of the array fields that the page has values for. */
export function arrayFields({ schema, expected }: Listing): string[] {
  return schema
    .filter(({ field, type }) => type.startsWith('array') && Array.isArray(expected[field]))
    .map(({ field }) => field);
}

/** The case with the page's own first value as each array's example. */
export function withOwnExamples(listing: Listing): Listing {
  const own = new Set(arrayFields(listing));
  const schema = listing.schema.map((field) => {
    const first = own.has(field.field) ? (listing.expected[field.field] as unknown[]).slice(0, 1) : [];
    return first.length === 0 ? field : { ...field, example: first };
  });
  return { ...listing, schema };
}

/** The score of each program, and of all. */
export function scoreArrays(
  listings: readonly Listing[],
  answers: Answers,
): { readonly programs: ReadonlyMap<string, number>; readonly mean: number } {
  const cells = Map.groupBy(
    listings.flatMap((listing) =>
      arrayFields(listing).map((field) => ({ site: listing.site, score: scoreOf(listing, field, answers) })),
    ),
    ({ site }) => site,
  );
  const programs = new Map([...cells].map(([site, of]) => [site, mean(of.map(({ score }) => score))]));
  return { programs, mean: mean([...programs.values()]) };
}

function scoreOf({ id, schema, expected }: Listing, field: string, answers: Answers): number {
  const type = schema.find((one) => one.field === field)?.type ?? '';
  return arrayF1(type, answers.get(id)?.[field], expected[field] as unknown[]);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}
