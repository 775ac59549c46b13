/** What a command reads from and writes to; a test has its own. */

export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Results. */
  out(text: string): Promise<void>;
  /** Everything that is not a result. */
  note(text: string): void;
  readonly outIsTerminal: boolean;
  readonly noteIsTerminal: boolean;
  /** Somebody can be asked. */
  readonly canAsk: boolean;
  readonly columns: number;
  /** Everything on standard input. */
  readInput(): Promise<string>;
  /** The first letter of the answer, in lower case; null when there is none. */
  ask(question: string): Promise<string | null>;
  /** Tells of each Ctrl-C until it is called off. */
  onInterrupt(listener: () => void): () => void;
}
