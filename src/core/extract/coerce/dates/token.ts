/** A run of digits, a run of letters with their marks, or one other character. Apostrophes end a word. */
export const TOKEN = /(\d+)|([\p{L}\p{M}][\p{L}\p{M}\u200c\u200d]*)|(\S)/gu;
