/** Pages of the wild web, each of one kind: how it is served, and what is right to read there. */

import type { Certified } from './inputs/certificates.js';

export type Scheme = 'http' | 'https';

/** What a reader is asked for: the first heading and the number behind "Price:", and of a PDF its title. */
export interface Values {
  readonly title?: string;
  readonly heading?: string;
  readonly price?: number;
}

/**
 * - `page`: all of it is there for whoever reads the server as browsers do.
 * - `cut`: the connection or the file ends early, so that the right answer is what came, with a warning.
 * - `scripted`: scripts or scrolling put the values there, so that a reader without scripts cannot have them.
 * - `refusal`: the server only refuses, so that any page is a wrong success.
 */
export type Kind = 'page' | 'cut' | 'scripted' | 'refusal';

export interface WildCase {
  /** The heading that it stands under in the table. */
  readonly group: string;
  readonly name: string;
  readonly kind: Kind;
  readonly schemes: readonly Scheme[];
  /** What people see there. */
  readonly wants: Values;
  /** What a reader has to warn of that reads it without a browser; nothing when left out. */
  readonly warning?: RegExp;
  /** Serves the page on 127.0.0.1, at a port that no other case has. */
  open(scheme: Scheme, authority: Authority): Promise<OpenSite>;
}

/** Signs the certificates of servers; every reader is told to trust it. */
export type Authority = Pick<Certified, 'cert' | 'key'>;

export interface OpenSite {
  readonly url: string;
  /** Ends the server and its connections. */
  close(): Promise<void>;
}

export const BOTH: readonly Scheme[] = ['http', 'https'];

/** A page with these values. `body` stands between heading and price. */
export function pageWith({ title, heading = '', price }: Values, body = ''): string {
  const shown = price === undefined ? '' : `<p>Price: ${price.toFixed(2)} EUR</p>`;
  return `<!doctype html><title>${title ?? heading}</title><h1>${heading}</h1>${body}${shown}`;
}
