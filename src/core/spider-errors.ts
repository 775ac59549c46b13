/** How a spider can go wrong as a whole. */

/** The spider cannot run at all, and will not by being tried again; the message is for the job's owner. */
export class SpiderBroken extends Error {
  override readonly name = 'SpiderBroken';
}

/** The spider's process has ended, or was ended, under its work. */
export class SpiderCrashed extends Error {
  override readonly name = 'SpiderCrashed';
}
