/** What the spider of a job has printed and logged. */

export type LogLevel = 'debug' | 'info' | 'warning' | 'error';

export interface LogLine {
  readonly at: Date;
  readonly level: LogLevel;
  readonly message: string;
}

export interface StoredLogLine extends LogLine {
  /** From 1. */
  readonly lineNo: number;
}
