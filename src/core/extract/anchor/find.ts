/** All places of one example's value on a page. */

import { lazy } from '../document.js';
import type { ExampleValue } from './example-value.js';
import { placesInData, placesInState } from './find-data.js';
import { attributePlaces, labelPlaces, placeOf, shownIn } from './find-shown.js';
import { follow, type PlacePage } from './follow.js';
import type { Place } from './place.js';

export interface Find {
  /** It stands somewhere, if only in a link. */
  readonly isThere: () => boolean;
  /** The page says it, and of itself: in its metadata, or in text that is no link, and not all over the page. */
  readonly isPlain: () => boolean;
  /** The most durable first. */
  readonly places: () => readonly Place[];
}

/** Lines of a page that may show the value before it says nothing: what the metadata says too may be said in several. */
const MAX_LINES = { inData: 8, telling: 3, other: 1 };
const MAX_PLACES = 5;
const MAX_ELEMENTS = 4;

export function findPlaces(example: ExampleValue, page: PlacePage): Find {
  const { sources } = page;
  const leads = (place: Place): boolean => leadsTo(example, place, page);
  const data = lazy(() => [...placesInData(example, sources)].filter(leads));
  const state = lazy(() => distinct([...placesInState(example, sources)].filter(leads)));
  const labels = lazy(() => labelPlaces(example, page).filter(leads));
  const shown = lazy(() => shownIn(example, sources.lines()));
  const isCommon = lazy(() => {
    const whole = shown().filter(({ place }) => place.part === undefined);
    const most =
      data().length > 0 ? MAX_LINES.inData : example.isTelling ? MAX_LINES.telling : MAX_LINES.other;
    return new Set(whole.map(({ line }) => line)).size > most;
  });
  const isSaid = lazy(
    () =>
      data().length > 0 ||
      shown().some(({ isLink }) => !isLink) ||
      state().length > 0 ||
      (shown().length === 0 && labels().length > 0),
  );
  return {
    isThere: () => shown().length > 0 || isSaid(),
    isPlain: () => !isCommon() && isSaid(),
    places: lazy(() => {
      if (isCommon()) return data();
      const elements = shown()
        .slice(0, MAX_ELEMENTS)
        .map(({ element, place }) => placeOf(element, place, example, page))
        .filter((place) => place !== null);
      // What readers see says more than tags for other sites; a place that has a name more than a position.
      const named = elements.filter((place) => !isPosition(place));
      const metas = data().filter(({ kind }) => kind === 'meta');
      const properties = data().filter(({ kind }) => kind !== 'meta');
      const sure = distinct([...properties, ...named, ...metas, ...labels(), ...elements]);
      if (sure.length > 0) return sure;
      return state().length > 0 ? state() : distinct(attributePlaces(example, page));
    }),
  };
}

function isPosition(place: Place): boolean {
  return place.kind === 'element' && place.selector.some(({ nth }) => nth !== undefined);
}

function leadsTo(example: ExampleValue, place: Place, page: PlacePage): boolean {
  const values = follow(place, page);
  return (values.length === 1 || place.kind === 'property') && example.is([...values]);
}

function distinct(places: readonly Place[]): Place[] {
  const byForm = new Map(places.map((place) => [JSON.stringify(place), place]));
  return [...byForm.values()].slice(0, MAX_PLACES);
}
