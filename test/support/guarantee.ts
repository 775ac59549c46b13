/** What the tests of models ask for: a field that no rule finds, and the words in which their sites speak of it. */

export const GUARANTEE = { field: 'guaranteePeriod', type: 'string', example: '90 years' };

/** What a page of such a site says of it, as `7 years and a day`; undefined when it says nothing. */
export function guaranteeIn(page: string): string | undefined {
  return /\w+ years and a day/.exec(page)?.[0];
}

/** A picture of one point. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
