/** What adapters throw when a part of the deployment does not answer: the call may be repeated, nothing is wrong with it. */

export type Part = 'database' | 'Temporal';

export class PartAway extends Error {
  override readonly name = 'PartAway';
  readonly part: Part;

  /** `cause` is the driver's own error; it is for the log and never for callers. */
  constructor(part: Part, cause: unknown) {
    super(`the ${part === 'Temporal' ? 'Temporal server' : part} does not answer`, { cause });
    this.part = part;
  }
}
