import { createMemoryPacing } from '../../src/adapters/pacing-memory.js';
import { describePacing } from './pacing.js';

describe('pacing in memory', () => {
  const pacing = createMemoryPacing();
  describePacing(() => [pacing, pacing]);
});
