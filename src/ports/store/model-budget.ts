/** What jobs take of the model: tokens and slots, counted in the database for all workers. */

/** What jobs take of the model. */
export interface ModelBudget {
  /** Takes tokens of a job's budget before a call; false, and nothing taken, when they would exceed `most`. */
  reserveTokens(jobId: string, tokens: number, most: number): Promise<boolean>;
  /** Corrects what was reserved by what the call took: a difference, mostly negative. */
  addTokens(jobId: string, tokens: number): Promise<void>;
  /** A call's slot among those of the whole deployment, held until it is given back or `until` is over. */
  takeSlot(
    slot: ModelSlot,
    limits: { readonly all: number; readonly perAccount: number },
    now: Date,
  ): Promise<boolean>;
  giveSlot(id: string): Promise<void>;
}

export interface ModelSlot {
  readonly id: string;
  readonly accountId: string;
  readonly until: Date;
}
