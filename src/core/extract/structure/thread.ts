/** Pages on which several people write under one heading: it is of the first of them. */

const THREAD =
  /\/(?:showthread|viewtopic)\.\w{2,5}|\/(?:threads?|topics?|questions?|discussions?|t)\/(?:[^?#]*[/.-])?\d{3,}/i;

/** By its address, which forums of all kinds build alike. */
export function isThread(url: string): boolean {
  return THREAD.test(url.slice(0, 1_000));
}
