/** Who works on a chunk: of its attempts the one with the highest number. What another one brings is refused. */
export interface Hold {
  /** Names the chunk through all its attempts. */
  readonly chunk: string;
  /** Of the activity, from 1 on. */
  readonly attempt: number;
}
