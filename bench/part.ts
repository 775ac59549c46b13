/** What a part of the benchmark gets and gives. */

import type { Options } from './options.js';
import { prepareSite, type SiteFolder } from './site.js';
import { startStaticServer } from './static-server.js';

export interface Bench {
  readonly options: Options;
  /** A folder of the part's own for files; removed at the end. */
  readonly scratch: string;
  readonly signal: AbortSignal;
  /** For what goes on; the results are printed at the end. */
  print(text: string): void;
}

export interface SiteBench extends Bench {
  readonly site: SiteFolder;
  /** `127.0.0.1:port` of the server that has the site. */
  readonly host: string;
}

export interface PartResult {
  /** What the numbers mean, and their tables. */
  readonly report: string;
  readonly numbers: object;
  /** What makes the numbers worthless; the command fails then. */
  readonly problems: readonly string[];
}

export interface Part {
  readonly name: string;
  run(bench: Bench): Promise<PartResult>;
}

/** A part that works on the pages of `--pages` or `--site` while a server has them. */
export function onSite(run: (bench: SiteBench) => Promise<PartResult>): Part['run'] {
  return async (bench) => {
    const site = prepareSite(bench.options, bench.scratch);
    return serve(bench, site.folder, site.description, (host) => run({ ...bench, site, host }));
  };
}

/** Serves a folder as long as `work` takes. */
export async function serve<T>(
  { scratch, signal, print }: Bench,
  folder: string,
  description: string,
  work: (host: string) => Promise<T>,
): Promise<T> {
  const server = await startStaticServer(folder, scratch, signal);
  try {
    print(`Site: ${description}, served by ${server.name} on ${server.host}.\n`);
    return await work(server.host);
  } finally {
    await server.stop();
  }
}

/** The result of a part that this machine lacks something for: among other parts it is left out, asked for alone it has failed. */
export function leftOut({ options }: Bench, sentence: string): PartResult {
  return { report: `${sentence}\n`, numbers: {}, problems: options.parts.length === 1 ? [sentence] : [] };
}
