/**
 * Ways to write an address that must not be reached, as data. `{port}` is the port of a private listener, `{site}` that
 * of a site at 127.0.0.1 which the operator has opened; each is one attempt.
 */

/** What must come of an attempt. */
export type Ending =
  /** Refused as an address that is not allowed. */
  | 'refused'
  /** No URL at all for WHATWG's parser, so nothing that a request could be made of. */
  | 'no URL'
  /** Refused for its scheme, or its port, before any address is looked at. */
  | 'scheme'
  | 'port'
  /** Reads as if it led to the listener, and leads to the open site. */
  | 'at the site';

export interface Vectors {
  readonly why: string;
  readonly ending: Ending;
  readonly urls: readonly string[];
}

export interface Vector {
  /** As written in this folder: names the attempt. */
  readonly template: string;
  readonly why: string;
  readonly ending: Ending;
  url(ports: Ports): string;
}

export interface Ports {
  readonly port: number;
  readonly site: number;
}

export function expand(groups: readonly Vectors[]): Vector[] {
  return groups.flatMap(({ why, ending, urls }) =>
    urls.map((template) => ({ template, why, ending, url: (ports) => fill(template, ports) })),
  );
}

export function fill(template: string, { port, site }: Ports): string {
  return template.replaceAll('{port}', String(port)).replaceAll('{site}', String(site));
}
