/**
 * Pages that run in the browser and try every road out of it. Each road is also taken to the site itself: what arrives
 * there shows which roads are real.
 */

import { strict as assert } from 'node:assert';
import type { Answer } from '../support/crawl-site.js';
import { SECRET } from '../support/private-listener.js';
import { endingOfMessage, fitsHeader, redirectPath } from './ground.js';
import { isAbsolute } from './redirect-vectors.js';
import { ROAD_NAMES, roadAnswer, roadPaths, roadsOf } from './roads/index.js';
import { lookingPage, PLACES, WAYS_TO_GO } from './roads/local.js';
import { MANY, manyPage } from './roads/many.js';
import { DECOYS, ELSEWHERE, expand, LOOPBACK, SCHEMES, type Ports, type Vector } from './vectors.js';
import type { World } from './world.js';

/** No page has the second, so every page is given the time that it takes. */
const SCHEMA = [
  { field: 'title', type: 'string', example: 'Road' },
  { field: 'warrantyTerms', type: 'string', example: 'Two years' },
];
const OPTIONS = { render_js: 'always', concurrency: 16, timeout_ms: 15_000 };

/** Roads that no page may lose, or the silence of the listener would prove little. */
const MUST_WORK = `
  iframe iframe-srcdoc iframe-redirect object embed script script-module script-redirect stylesheet css-import
  css-background css-font img img-srcset svg-image input-image link-preload-script link-modulepreload
  fetch fetch-post fetch-keepalive fetch-redirect xhr xhr-sync beacon eventsource websocket worker worker-imports
  worker-fetch worker-xhr worker-websocket worker-nested import dom-script dom-iframe form-into-frame
  redirect redirect-chain meta-refresh location-href location-replace top-from-frame click-link form-post frameset base
  header-csp-report-uri`
  .trim()
  .split(/\s+/);

const SPELLINGS = expand([...LOOPBACK, ...DECOYS, ...ELSEWHERE]);
const REFUSED = SPELLINGS.filter(({ ending }) => ending === 'refused');
const REDIRECTED = SPELLINGS.filter(({ template }) => fitsHeader(template) && isAbsolute(template));
/** One of each kind: each takes the browser a page. */
const TRIPS: readonly Vector[] = [...LOOPBACK, ...ELSEWHERE, ...SCHEMES].flatMap((group) =>
  expand([group])
    .filter(({ template }) => fitsHeader(template) && isAbsolute(template))
    .slice(0, 1),
);
/** Each takes the browser a page, so these stand for their kinds. */
const GOINGS = [
  ...WAYS_TO_GO.map((_way, way) => ['file:///etc/passwd', way] as const),
  ...[
    'view-source:file:///etc/passwd',
    'view-source:http://{host}/',
    'chrome://version/',
    'ftp://{host}/',
  ].map((place, way) => [place, way % 2] as const),
];

export function renderingPages(path: string, _host: string, ports: Ports): Answer | undefined {
  const [listener, site] = [`127.0.0.1:${ports.port}`, `127.0.0.1:${ports.site}`];
  const local = (place: string): string => place.replaceAll('{host}', listener);
  const [, kind = '', number = ''] = /^\/(many|look|go)\/(\d+)$/.exec(path) ?? [];
  const at = Number(number);
  switch (kind) {
    case 'many':
      return manyPage(
        at,
        (at < 4 ? SPELLINGS : REDIRECTED).map((spelling) => spelling.url(ports)),
      );
    case 'look':
      return lookingPage(PLACES.map(local));
    case 'go': {
      const [place = '', way = 0] = GOINGS[at] ?? [];
      return WAYS_TO_GO[way]?.(local(place));
    }
    default:
      return roadAnswer(path, { listener: { host: listener }, site: { host: site } });
  }
}

/** However a page ends that could not get where it wanted; none of it tells what is there. */
const ENDINGS: ReadonlySet<string> = new Set([
  ...[
    'success headless',
    'success fetch',
    'success structured',
    'refused',
    'scheme',
    'port',
    'no URL',
    'TIMEOUT',
  ],
  'The page leads to an address that cannot be loaded.',
]);

export function describeRendering(world: () => World): void {
  /** Renders pages; none of them shows what is inside, whatever became of it. */
  const render = async (urls: readonly string[]): Promise<string[]> => {
    const { service, key } = world();
    const answer = await service.api.post(key, '/v1/batch', { urls, schema: SCHEMA, options: OPTIONS });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const said = JSON.stringify(answer.body);
    for (const inside of [SECRET, 'root:x:', 'daemon:']) assert.ok(!said.includes(inside), said);
    return answer.body.results.map(({ status, render_mode, error }: any) => {
      if (status === 'success') return `${status} ${render_mode}`;
      return error.code === 'URL_UNREACHABLE' ? endingOfMessage(error.message) : error.code;
    });
  };
  const renderOnSite = async (paths: readonly string[]): Promise<void> => {
    const endings = await render(paths.map((path) => world().ground.site.url + path));
    const odd = paths
      .map((path, at) => [path, endings[at] ?? ''])
      .filter(([, ending = '']) => !ENDINGS.has(ending));
    assert.deepEqual(odd, []);
  };

  it(`lets a page take the roads that lead to the site, ${MUST_WORK.length} of them for certain`, async () => {
    await renderOnSite(roadPaths('site', MUST_WORK));
    const taken = roadsOf(world().ground.site.requests.map(({ path }) => path));
    assert.deepEqual(
      MUST_WORK.filter((name) => !taken.has(name)),
      [],
    );
  });

  it(`does not let a page out by any of ${ROAD_NAMES.length} roads`, () =>
    renderOnSite(roadPaths('listener')));

  it(`does not let it out to ${SPELLINGS.length} spellings by ${MANY.join(', ')}`, () =>
    renderOnSite(MANY.map((_way, at) => `/many/${at}`)));

  it(`does not go to ${REFUSED.length} spellings at once`, async () => {
    const endings = await render(REFUSED.map((spelling) => spelling.url(world().ground.ports)));
    assert.deepEqual(new Set(endings), new Set(['refused']));
  });

  it(`does not go to ${TRIPS.length} of them by redirect`, () =>
    renderOnSite(TRIPS.map((trip, at) => redirectPath(trip.url(world().ground.ports), at))));

  it(`does not read ${PLACES.length} places of this machine, nor go there in ${GOINGS.length} ways`, () =>
    renderOnSite(['/look/0', ...GOINGS.map((_going, at) => `/go/${at}`)]));
}
