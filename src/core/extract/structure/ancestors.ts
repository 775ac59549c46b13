import { isTag, type Element } from 'domhandler';

/** The element and those around it, from the inside out, so many at the most. */
export function chainOf(element: Element['parent'], most = Infinity): Element[] {
  const chain: Element[] = [];
  for (let at = element; at !== null && isTag(at) && chain.length < most; at = at.parent) chain.push(at);
  return chain;
}
