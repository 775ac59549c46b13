/** What one page has, each kind of it read when first asked for. */

import type { Field } from '../schema.js';
import type { Anchors } from './anchor/anchors.js';
import type { Candidate } from './candidate.js';
import type { PageDocument } from './document.js';
import type { Dereference, Entity, EntitySource, Json } from './entity.js';
import type { RankedEntity } from './main-entity.js';
import type { Metas } from './sources/metas.js';
import type { StateObject } from './sources/state.js';
import type { Grid } from './structure/grid.js';
import type { PageHeading } from './structure/heading.js';
import type { Line } from './structure/lines.js';
import type { PairIndex } from './structure/pair.js';
import type { RatingPlace } from './structure/ratings.js';

export interface NamedValue {
  readonly path: string;
  readonly value: Json;
  readonly entity: Entity;
  /** A pair of a name and a value (`PropertyValue`): the name is the page's own. */
  readonly isPair: boolean;
}

export interface PageSources {
  readonly doc: PageDocument;
  readonly fetchedAt: Date;
  /** Whether one of the schema's fields means the same as this name. */
  readonly asksFor: (name: string) => boolean;
  /** What the page describes, the main entity of each markup first. */
  readonly entities: Readonly<Record<EntitySource, () => readonly RankedEntity[]>>;
  /** The same, with what says nothing of the page itself: the things of a listing. */
  readonly allEntities: readonly (() => readonly Entity[])[];
  readonly metas: () => Metas;
  readonly dereference: Dereference;
  /** Every property of the main entities by its comparable name. */
  readonly namedValues: () => ReadonlyMap<string, NamedValue>;
  /** Folded names of the site: og:site_name and parts of the host. */
  readonly siteNames: () => ReadonlySet<string>;
  readonly heading: () => PageHeading | null;
  readonly lines: () => readonly Line[];
  /** Labels on the page that may be those of a field, with their values. */
  readonly pairs: () => PairIndex;
  readonly ratings: () => readonly RatingPlace[];
  /** What the page's markup names like a field of the schema. */
  readonly ownNames: (field: Field) => Candidate[];
  /** What the page says of the number of the thing it is about. */
  readonly ownIds: () => readonly Candidate[];
  /** Tables with data in them. */
  readonly grids: () => readonly Grid[];
  /** Whether the digits of a number stand in the visible text, however they are grouped. */
  readonly isShown: (value: Json) => boolean;
  /** Objects of the scripts' state that are about this page. */
  readonly stateObjects: () => readonly StateObject[];
  /** Array fields of the schema that a table or another group of alike things answers. */
  readonly columns: () => ReadonlyMap<string, Candidate>;
  /** Where the schema's examples stand. */
  readonly anchors: () => Anchors;
}
