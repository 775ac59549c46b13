/** The lists in the table of words: entries with spaces between, "_" for a space inside one. */

export function listed(list: string): string[] {
  return list.split(' ').flatMap((word) => (word === '' ? [] : [word.replaceAll('_', ' ')]));
}

/** `meaning:word,word` as pairs of a meaning and a word. */
export function valuesOf(list: string): [value: string, word: string][] {
  return list.split(' ').flatMap((entry) => {
    const [value = '', words = ''] = entry.split(':');
    return words === ''
      ? []
      : words.split(',').map((word): [string, string] => [value, word.replaceAll('_', ' ')]);
  });
}
