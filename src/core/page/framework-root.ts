/** Elements that script frameworks render a page into. Empty ones say that the content is still to come. */

import type { Element } from 'domhandler';

/** Ids that the frameworks' own starters and documentation use. */
// prettier-ignore
const ROOT_IDS: ReadonlySet<string> = new Set([
  'root', 'react-root', 'react-app', 'app', 'app-root', 'app-mount', 'vue-app', 'q-app', '__next', '__nuxt', '__layout',
  '___gatsby', '__docusaurus', 'svelte', 'sapper', 'ember-app', 'elm', 'flutter_app',
]);

/** Attributes that frameworks set on the element they own. */
// prettier-ignore
const ROOT_ATTRIBUTES: ReadonlySet<string> = new Set([
  'ng-version', 'ng-app', 'data-ng-app', 'ng-view', 'data-ng-view', 'ui-view', 'data-reactroot', 'data-v-app',
  'data-sveltekit-hydrate', 'q:container',
]);

/** Custom elements that whole applications live in: `app-root`, `my-app`. */
const ROOT_NAME = /^(?:app-[a-z]+|[a-z]+-app|flutter-view|flt-glass-pane)$/;

/** Whether a framework renders the page, or a main part of it, into this element. */
export function isFrameworkRoot(element: Element): boolean {
  const { name, attribs } = element;
  if (attribs['id'] !== undefined && ROOT_IDS.has(attribs['id'])) return true;
  if (name.includes('-')) {
    if (name === 'astro-island') return attribs['client'] === 'only';
    if (ROOT_NAME.test(name)) return true;
  }
  for (const attribute in attribs) if (ROOT_ATTRIBUTES.has(attribute)) return true;
  return false;
}
