/**
 * What tests share, around the whole run. Mocha runs test files side by side in processes of its own, each of which
 * starts a shared service when a test first asks for one; only the run as a whole knows when nobody needs it any more.
 */

import { discardShared, openShared } from './support/service.js';

export const mochaGlobalSetup = openShared;
export const mochaGlobalTeardown = discardShared;
