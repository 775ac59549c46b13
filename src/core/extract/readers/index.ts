/** All readers: those of every field, and those that its concept brings. */

import type { Question, Reader } from '../engine/reader.js';
import { cardReader } from './cards.js';
import { columnReader } from './columns.js';
import { entityReaders } from './entities.js';
import { exampleReader } from './example.js';
import { labelReader, labelSumReader, soleLabelReader } from './labels.js';
import { listNameReader } from './list-name.js';
import { listReader } from './lists.js';
import { metaReader } from './metas.js';
import { namedMetaReader, namedPropertyReader } from './named.js';
import { ownNameReader } from './own-names.js';
import { stateReader } from './state.js';
import { totalReader } from './total.js';

const READERS: readonly Reader[] = [
  exampleReader,
  soleLabelReader,
  columnReader,
  ...entityReaders,
  cardReader,
  metaReader,
  namedPropertyReader,
  namedMetaReader,
  listReader,
  labelReader,
  labelSumReader,
  stateReader,
  ownNameReader,
  totalReader,
  listNameReader,
];

export function readersFor({ concept }: Question): readonly Reader[] {
  return concept?.readers === undefined ? READERS : [...READERS, ...concept.readers];
}
