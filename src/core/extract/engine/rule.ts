/** The rules by which a value is found, each under a name that stays the same: evidence, metrics and tests go by it. */

// prettier-ignore
export const RULES = [
  // Described things: a property that a concept names, a sum of several, a property under the field's own name.
  'json-ld.property', 'microdata.property', 'rdfa.property', 'microformats.property',
  'json-ld.sum', 'microdata.sum', 'rdfa.sum', 'microformats.sum',
  'json-ld.named', 'microdata.named', 'rdfa.named', 'microformats.named',
  // A column of the things that the page describes.
  'json-ld.column', 'microdata.column', 'rdfa.column', 'microformats.column', 'state.column',
  // Tags of the page's head.
  'open-graph.tag', 'twitter.tag', 'meta.tag', 'open-graph.named', 'meta.named', 'twitter.label',
  'html.lang', 'html.canonical', 'page-title',
  // What a reader sees.
  'heading', 'heading.confirmed', 'heading.tail', 'heading.unsure', 'table.column', 'group.column',
  'list.heading', 'list.total', 'list.name', 'site.name',
  'label', 'label.sole', 'label.sum', 'state.key', 'own-id', 'own-id.agreed',
  'own-name', 'contact.email', 'contact.phone', 'contact.address', 'area.unit', 'energy.class', 'heading.kind', 'heading.place', 'count.text', 'map.point', 'address.part',
  'byline', 'date.line', 'date.url', 'price.line', 'price.currency', 'stock.button', 'stock.line', 'rating.text', 'tags.links',
  // Where the example's value stands, on its own page and on others of its template.
  'example.place', 'example.learned',
] as const;

export type Rule = (typeof RULES)[number];

/** Whether its value is one of each of many things, in their order: two of them may be the same. */
export function isColumn(rule: Rule): boolean {
  return rule.endsWith('.column');
}

/** The rules that find things with fields of their own, and lists of them. */
export type ThingRule =
  | 'json-ld.things'
  | 'microdata.things'
  | 'rdfa.things'
  | 'microformats.things'
  | 'state.things'
  | 'group.rows'
  | 'table.rows';
