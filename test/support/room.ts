/** A disk with room, and one that a test fills and frees. */

import type { DiskRoom } from '../../src/app/disk-room.js';

export const PLENTY: Pick<DiskRoom, 'admit' | 'wait' | 'low'> = {
  admit: () => Promise.resolve(),
  wait: () => Promise.resolve(true),
  low: () => new AbortController().signal,
};
