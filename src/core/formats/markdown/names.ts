/** What elements mean for the layout of text. */

/** Elements that begin and end a paragraph. */
export const BLOCK_NAMES: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noframes ol optgroup p pre ' +
    'search section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);

/** Elements of which nothing is text that a reader sees. */
export const SKIPPED: ReadonlySet<string> = new Set(
  (
    'area audio base canvas col colgroup datalist embed head iframe link map meta noscript object param script source ' +
    'style svg textarea title track video'
  ).split(' '),
);

export const HEADING = /^h[1-6]$/;
