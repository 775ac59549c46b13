/**
 * What scrolls a page, as source text for the world of its own. Its state lives in that world's global `holdfast`, and so
 * goes with the document.
 */

/** Evaluates to the number of elements that can be scrolled: the document first, then the largest others. */
export const BEGIN_SCROLLING = `(() => {
  const MAX_ELEMENTS = 20000, MAX_SCROLLERS = 3, MAX_GROUPS = 8;
  /** More rows at once than this: the list keeps them all. */
  const MAX_PRESENT_ROWS = 400, MAX_HELD_ROWS = 5000, MAX_HELD_CHARS = 4000000;
  /** Fewer rows that are gone may be anything. */
  const LEAST_LOST_ROWS = 3;
  const LEAST_OVERFLOW_PX = 50, LEAST_HEIGHT_PX = 150, LEAST_WIDTH_PX = 200;
  const root = document.scrollingElement;
  const overflow = (element) => element.scrollHeight - element.clientHeight;
  const area = (element) => element.clientWidth * element.clientHeight;

  const elements = [];
  const scopes = [document];
  const collect = (scope) => {
    for (const element of scope.querySelectorAll('*')) {
      if (elements.length >= MAX_ELEMENTS) return;
      elements.push(element);
      if (element.shadowRoot === null) continue;
      scopes.push(element.shadowRoot);
      collect(element.shadowRoot);
    }
  };
  collect(document);

  const scrolls = (element) =>
    element !== root && element.clientHeight >= LEAST_HEIGHT_PX && element.clientWidth >= LEAST_WIDTH_PX &&
    overflow(element) > LEAST_OVERFLOW_PX && /auto|scroll|overlay/.test(getComputedStyle(element).overflowY);
  const scrollers = elements.filter(scrolls).sort((a, b) => area(b) - area(a)).slice(0, MAX_SCROLLERS);
  if (root !== null && overflow(root) > LEAST_OVERFLOW_PX) scrollers.unshift(root);
  if (scrollers.length === 0) return 0;

  const counts = { grown: 0, stirred: 0 };
  const brings = (node) => node.nodeType === Node.TEXT_NODE
    ? node.data.trim() !== ''
    : node.nodeType === Node.ELEMENT_NODE && !/^(?:SCRIPT|STYLE|LINK)$/.test(node.nodeName) &&
      (node.shadowRoot !== null || node.textContent.trim() !== '');
  const observer = new MutationObserver((records) => {
    counts.stirred += records.length;
    for (const { type, addedNodes } of records) {
      if (type === 'characterData' || [...addedNodes].some(brings)) counts.grown += 1;
    }
  });
  for (const scope of scopes)
    observer.observe(scope, { childList: true, subtree: true, characterData: true, attributes: true });

  /* Lists that take away the rows that are scrolled past: what they showed is held, by the text of each row. */
  const topOf = (scroller, element) => element.getBoundingClientRect().top + scroller.scrollTop -
    (scroller === root ? 0 : scroller.getBoundingClientRect().top);
  const textOf = (row) => row.textContent.replace(/\\s+/g, ' ').trim();
  const keyOf = (row, text) => text.slice(0, 500) + '\\n' + (row.querySelector('a[href]')?.getAttribute('href') ?? '');
  const rowsOf = (element) => {
    const [first] = element.children;
    return first === undefined ? [] : [...element.children].filter(({ nodeName }) => !/^(?:SCRIPT|STYLE)$/.test(nodeName));
  };
  const groupsOf = (scroller) => elements
    .filter((element) => element.childElementCount >= 3 && element.childElementCount <= MAX_PRESENT_ROWS &&
      (scroller === root || scroller.contains(element)) &&
      Math.min(element.offsetHeight ?? 0, innerHeight) * (element.offsetWidth ?? 0) >= innerWidth * innerHeight * 0.1 &&
      element.children[0].nodeName === element.children[2].nodeName)
    .sort((a, b) => b.childElementCount - a.childElementCount)
    .slice(0, MAX_GROUPS)
    .map((element) => ({ element, rows: new Map(), isWatched: true }));
  const groups = new Map();
  let heldRows = 0, heldChars = 0;
  const note = (scroller, group) => {
    const { element, rows } = group;
    if (!group.isWatched || !element.isConnected) return;
    if (element.childElementCount > MAX_PRESENT_ROWS) {
      group.isWatched = false;
      rows.clear();
      return;
    }
    const present = new Set();
    for (const row of rowsOf(element)) {
      const text = textOf(row);
      if (text === '') continue;
      const key = keyOf(row, text);
      present.add(key);
      const { height } = row.getBoundingClientRect();
      const known = rows.get(key);
      if (known !== undefined) Object.assign(known, { row, top: topOf(scroller, row), height });
      else if (heldRows < MAX_HELD_ROWS && heldChars < MAX_HELD_CHARS) {
        const html = row.outerHTML;
        heldRows += 1;
        heldChars += html.length;
        rows.set(key, { row, html, top: topOf(scroller, row), height });
      }
    }
    for (const [key, { row, top, height }] of rows) {
      if (present.has(key)) continue;
      const isPast = top + height <= scroller.scrollTop;
      const changedInPlace = row.isConnected && Math.abs(topOf(scroller, row) - top) < height / 2;
      if (!isPast || changedInPlace) rows.delete(key);
    }
  };

  const frame = () => new Promise((resolve) => {
    const late = setTimeout(resolve, 50);
    requestAnimationFrame(() => { clearTimeout(late); resolve(); });
  });

  globalThis.holdfast = {
    counts,
    /** One screen down, or to the end. */
    step: async (at, toEnd) => {
      const scroller = scrollers[at];
      if (!groups.has(scroller)) groups.set(scroller, groupsOf(scroller));
      for (const group of groups.get(scroller)) note(scroller, group);
      if (scroller !== root) scroller.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      const before = scroller.scrollTop;
      const top = toEnd ? scroller.scrollHeight : before + scroller.clientHeight * 0.9;
      scroller.scrollTo({ top, behavior: 'instant' });
      await frame();
      await frame();
      return {
        moved: scroller.scrollTop > before + 1,
        isAtEnd: scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2,
      };
    },
    /** For each list that has taken rows away: all its rows from top to bottom, and how many of them are gone. */
    hold: () => [...groups].flatMap(([scroller, of]) => of.flatMap((group) => {
      note(scroller, group);
      const { element, isWatched } = group;
      if (!isWatched || !element.isConnected) return [];
      const here = rowsOf(element).map((row) => [keyOf(row, textOf(row)), { html: row.outerHTML, top: topOf(scroller, row) }]);
      const rows = new Map([...group.rows, ...here]);
      const lost = rows.size - new Map(here).size;
      if (lost < LEAST_LOST_ROWS) return [];
      return [{ element, lost, html: [...rows.values()].sort((a, b) => a.top - b.top).map(({ html }) => html).join('') }];
    })),
  };
  return scrollers.length;
})()`;

export interface ScrollStep {
  readonly moved: boolean;
  readonly isAtEnd: boolean;
}

/** Evaluates to a `ScrollStep`, two frames after it. */
export function scrollStep(at: number, toEnd: boolean): string {
  return `globalThis.holdfast.step(${at}, ${toEnd})`;
}

/** Since scrolling began, how often content came or changed (`grown`), and how often anything did (`stirred`). */
export interface ScrollCounts {
  readonly grown: number;
  readonly stirred: number;
}

/** Evaluates to `ScrollCounts`. */
export const SCROLL_COUNTS = 'globalThis.holdfast.counts';
