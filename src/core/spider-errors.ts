/** How a spider can go wrong as a whole. */

/** The spider cannot run at all, and will not by being tried again; the message is for the job's owner. */
export class SpiderBroken extends Error {
  override readonly name = 'SpiderBroken';
}

/** The spider's process did not come so far that the spider was loaded; another one may. */
export class SpiderNotLoaded extends Error {
  override readonly name = 'SpiderNotLoaded';
}

/** The spider's process has ended, or was ended, under its work. */
export class SpiderCrashed extends Error {
  override readonly name = 'SpiderCrashed';
}
