/** The lists of things that a page describes: in its embedded metadata, or in the state of its scripts. */

import { lazy } from '../document.js';
import type { Entity, EntitySource } from '../entity.js';
import { nameKey } from '../field-name.js';
import type { PageSources } from '../page-sources.js';
import { readStates } from '../sources/state.js';
import { thingsIn, type Things } from './things.js';

/** Lists that stand in the same kind of place. */
export interface Described {
  readonly source: EntitySource | 'state';
  /** How sure it is that such a place is about the page. */
  readonly trust: number;
  readonly lists: readonly Things[];
}

const MAX_ENTITIES = 20;

/** The most trusted first. Each is worked out when it is come to. `withState`: scripts are dear to read. */
export function describedThings(sources: PageSources, withState = true): (() => Described)[] {
  const embedded = sources.allEntities.map((entities) =>
    lazy(() => {
      const [source = 'json-ld'] = entities().map((entity) => entity.source);
      return { source, trust: 1, lists: listsOf(entities()) };
    }),
  );
  const state = lazy(() => ({
    source: 'state' as const,
    trust: 0.8,
    lists: readStates(sources.doc.facts.states).flatMap((value) => thingsIn(value)),
  }));
  return withState ? [...embedded, state] : embedded;
}

/** Things of a kind, and what belongs to each thing. */
function listsOf(entities: readonly Entity[]): Things[] {
  const kinds = new Map<string, Entity[]>();
  for (const entity of entities) {
    const [kind] = entity.types;
    if (kind === undefined || NO_THINGS.has(kind)) continue;
    const same = kinds.get(kind);
    if (same === undefined) kinds.set(kind, [entity]);
    else same.push(entity);
  }
  const ofKinds = [...kinds].map(([kind, same]) => ({
    names: [nameKey(kind)],
    path: kind,
    items: same.map(({ node }) => node),
  }));
  const ofThings = entities
    .filter(({ types }) => !types.some((type) => NO_THINGS.has(type)))
    .slice(0, MAX_ENTITIES)
    .flatMap(({ node, types }) => thingsIn(node, types[0]));
  return [...ofKinds, ...ofThings];
}

/** About the site or the way to the page. */
const NO_THINGS: ReadonlySet<string> = new Set([
  'BreadcrumbList',
  'ListItem',
  'WebSite',
  'SearchAction',
  'SiteNavigationElement',
  'WPHeader',
  'WPFooter',
  'WPSideBar',
]);
