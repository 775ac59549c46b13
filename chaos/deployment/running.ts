/** A deployment as the faults see it: what a workload calls, and the ways in which it can be harmed. */

import type { Deployment, PartKind } from '../types.js';

export interface RunningDeployment extends Deployment {
  /** For people: what runs, in a few words. */
  readonly title: string;
  /** Kinds of parts that it may have; a fault for any other kind is not planned. */
  readonly kinds: readonly PartKind[];
  /** Kinds of parts that a supervisor starts again for as long as it takes, so that they can be kept away. */
  readonly awayKinds: readonly PartKind[];
  /** What the processes read at named moments; see src/compose/failpoints.ts. */
  readonly failpointFile: string;
  /** Null where the data are on a disk that cannot be filled without harm to others. */
  readonly disk: SmallDisk | null;
  /** How often a supervisor has started a part again. */
  restarts(): number;
}

/** A file system of the data's own. */
export interface SmallDisk {
  readonly folder: string;
  readonly bytes: number;
  stop(): Promise<void>;
}

/** Folders of one run, which exist and are the caller's to remove. */
export interface Scratch {
  readonly folder: string;
  /** In it. */
  readonly dataDir: string;
  readonly logFolder: string;
  /** What the processes take for the system's own, so that what they leave there can be told. */
  readonly tmpDir: string;
  readonly failpointFile: string;
  /** What `dataDir` is on, where it has a disk of its own. */
  readonly disk: SmallDisk | null;
}
