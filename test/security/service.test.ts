import { crawlPages, describeCrawling } from './crawling.js';
import { describeFetching } from './fetching.js';
import { assertSilent } from './ground.js';
import { renderingPages, describeRendering } from './rendering.js';
import { openWorld, type World } from './world.js';

describe('a service whose operator opened one site', function () {
  this.timeout(120_000);
  let world: World;

  before(async function () {
    this.timeout(90_000);
    world = await openWorld((...asked) => crawlPages(...asked) ?? renderingPages(...asked));
  });
  after(() => world?.close());
  afterEach(() => assertSilent(world.ground.listener));

  describeFetching(() => world);
  describeCrawling(() => world);
  describeRendering(() => world);
});
