/** A place inside the items of a group: the same spot in each of them, with what stands there. */

/** What a reader sees there, the element's own text without that of links and blocks in it, a piece of text, what stands beside it in its line, or an attribute. */
export type PlaceKind =
  'text' | 'own' | 'piece' | 'line' | 'href' | 'src' | 'alt' | 'stamp' | 'title' | 'data';

export interface Place {
  /** For evidence: `h2 > a@href`. */
  readonly path: string;
  readonly kind: PlaceKind;
  /** Names of elements from the outside in, without the item itself. */
  readonly tags: readonly string[];
  /** By item; undefined where the item has nothing there. */
  readonly values: readonly (string | undefined)[];
  readonly count: number;
  /** Comparable forms of the classes and attributes that name the element itself, and those around it in the item. */
  readonly own: readonly string[];
  readonly around: readonly string[];
  /** Comparable parts of the addresses that all its links share: "category". */
  readonly leads: readonly string[];
  /** Comparable names of the table's column. */
  readonly heads: readonly string[];
  /** It is all that its column says, not a part of it. */
  readonly isWhole: boolean;
  /** What stands in front of it in the items, comparable; empty when there is nothing. */
  readonly label: string;
  /** What stands behind it: "comments". */
  readonly unit: string;
  /** It holds several texts that are places of their own. */
  readonly isComposite: boolean;
  /** It is a part of a text that the same words in every item cut. */
  readonly isPart: boolean;
  /** The same words in every item frame its parts: "written by Ann on 3 May". */
  readonly isFramed: boolean;
  /** Small numbers behind what they count: "Tools (5)". */
  readonly isTally: boolean;
  /** It is `own` with the same words behind or before it in every item. */
  readonly isPadded: boolean;
  /** It is one of several like it in the item: of a list in it. */
  readonly isListed: boolean;
  /** It stands above several items, not in each. */
  readonly isSection: boolean;
  /** The spots of the element, which all its kinds of places share: several where they say the same in every item. */
  readonly spots: readonly string[];
}
