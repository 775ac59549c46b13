/**
 * A later attempt has the chunk: this one was taken for dead, as its process was frozen or cut off. Nothing that it brings is
 * stored, and it asks no site for anything more.
 */
export class AttemptLost extends Error {
  override readonly name = 'AttemptLost';

  constructor() {
    super('a later attempt has taken the chunk over');
  }
}
