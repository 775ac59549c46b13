import { crawlPages, describeCrawling } from './crawling.js';
import { describeFetching } from './fetching.js';
import { assertSilent } from './ground.js';
import { openWorld, type World } from './world.js';

describe('a service whose operator opened one site', function () {
  this.timeout(60_000);
  let world: World;

  before(async function () {
    this.timeout(90_000);
    world = await openWorld(crawlPages);
  });
  after(() => world?.close());
  afterEach(() => assertSilent(world.ground.listener));

  describeFetching(() => world);
  describeCrawling(() => world);
});
