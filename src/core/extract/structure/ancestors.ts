import { isTag, type Element } from 'domhandler';

/** The element and all around it. */
export function ancestorsOf(element: Element | null): ReadonlySet<Element> {
  const found = new Set<Element>();
  for (let at: Element['parent'] = element; at !== null && isTag(at); at = at.parent) found.add(at);
  return found;
}
