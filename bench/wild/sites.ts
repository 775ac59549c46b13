/** The cases as sites that are open for one reader, so that none meets what another one has left with a server. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Authority, OpenSite, Scheme, WildCase } from './case.js';

export interface Site {
  readonly wildCase: WildCase;
  readonly scheme: Scheme;
  readonly url: string;
}

/** Each case over each of its schemes, as long as `work` takes. */
export async function withSites<T>(
  cases: readonly WildCase[],
  authority: Authority,
  work: (sites: readonly Site[]) => Promise<T>,
): Promise<T> {
  const open: OpenSite[] = [];
  const sites: Site[] = [];
  try {
    for (const { wildCase, scheme } of rowsOf(cases)) {
      // Connections that others close meanwhile must be seen to be closed before they are used again.
      await nextTurn();
      const site = await wildCase.open(scheme, authority);
      open.push(site);
      sites.push({ wildCase, scheme, url: site.url });
    }
    return await work(sites);
  } finally {
    await Promise.all(open.map((site) => site.close()));
  }
}

export interface Row {
  readonly wildCase: WildCase;
  readonly scheme: Scheme;
}

export function rowsOf(cases: readonly WildCase[]): Row[] {
  return cases.flatMap((wildCase) => wildCase.schemes.map((scheme) => ({ wildCase, scheme })));
}
