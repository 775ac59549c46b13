/** What takes place at a time. */

import type { ConceptRow } from './concept.js';

// prettier-ignore
export const EVENT = {
  startDate: { names: 'start date, event date, start, starts at, start time', paths: 'startDate', metas: 'event:start_time' },
  endDate: { names: 'end date, end, ends at, end time', paths: 'endDate', metas: 'event:end_time' },
  venue: { names: 'venue, venue name, location name', paths: 'location.name' },
  organizer: { names: 'organizer', paths: 'organizer', shape: 'person' },
} satisfies Record<string, ConceptRow>;
