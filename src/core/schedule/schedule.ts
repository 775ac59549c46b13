/** When jobs of a spider are started by themselves. */

export interface Schedule {
  readonly id: string;
  readonly accountId: string;
  readonly spiderId: string;
  readonly cronExpression: string;
  readonly timezone: string;
  readonly enabled: boolean;
  readonly createdAt: Date;
  /** Raised with every change. */
  readonly version: number;
}

/** A schedule with the spider it starts. */
export interface ScheduleOfSpider extends Schedule {
  readonly spiderName: string;
}

export type SchedulePatch = Partial<Pick<Schedule, 'spiderId' | 'cronExpression' | 'timezone' | 'enabled'>>;
