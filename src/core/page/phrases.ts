/** One expression for a list of phrases, in any case; a list can be read and grown, one long expression cannot. */
export function phrases(...each: readonly RegExp[]): RegExp {
  return new RegExp(each.map(({ source }) => source).join('|'), 'i');
}
