/** What features are built upon. */

import type { Temporal } from '../adapters/temporal/open.js';
import type { EgressGate } from '../adapters/egress/gate.js';
import type { JobWatch } from '../app/job-watch.js';
import type { OpenJob } from '../app/open-job.js';
import type { DiskRoom } from '../app/disk-room.js';
import type { RideOut } from '../app/ride-out.js';
import type { TellDeliveries } from '../app/tell-deliveries.js';
import type { Config } from '../config.js';
import type { AllowList } from '../core/net/allow-list.js';
import type { Metrics } from '../metrics.js';
import type { Log } from '../ports/log.js';
import type { Backups } from '../ports/backup.js';
import type { Store } from '../ports/store/index.js';
import type { AtFailpoint } from './failpoints.js';
import type { Own } from './resources.js';

/** In every role. */
export interface Base {
  readonly config: Config;
  readonly store: Store;
  readonly backups: Backups;
  readonly temporal: Temporal;
  readonly metrics: Metrics;
  readonly jobWatch: JobWatch;
  readonly room: DiskRoom;
  readonly log: Log;
  readonly own: Own;
  readonly now: () => Date;
  /** Hands functions on as they are, but in tests that kill this process at named moments. */
  readonly atFailpoint: AtFailpoint;
}

/** In a worker. */
export interface WorkBase extends Base {
  /** What may be dialled although it is private. */
  readonly allowList: AllowList;
  readonly gate: EgressGate;
  readonly openJob: OpenJob;
  readonly tellDeliveries: TellDeliveries;
  /** Has work wait for a database that is away. */
  readonly rideOut: RideOut;
  /** Aborts when the worker is shutting down. */
  readonly shutdown: AbortSignal;
}
