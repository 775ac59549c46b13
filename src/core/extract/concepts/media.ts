/** Who made it, and of which kind it is. */

import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

// prettier-ignore
export const MEDIA = {
  performer: { names: 'performer, artist, singer', paths: 'performer byArtist', shape: 'person', plural: true },
  director: { names: 'director', paths: 'director', metas: 'video:director', shape: 'person', plural: true },
  actor: { names: 'actor, cast', paths: 'actor', metas: 'video:actor', shape: 'person', plural: true },
  genre: { names: 'genre', paths: 'genre', shape: 'words', plural: true },
  pageCount: { names: 'page count, number of pages, pages', labels: LABELS.pageCount, paths: 'numberOfPages' },
} satisfies Record<string, ConceptRow>;
