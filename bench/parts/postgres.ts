/**
 * One process on the embedded database and on a PostgreSQL server of this machine, in turn: batches and crawls of the
 * same pages.
 */

import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readCompose } from '../../cluster/compose-file.js';
import { startDatabase } from '../../cluster/database.js';
import type { Part as Process } from '../../cluster/part.js';
import { findPostgres } from '../../cluster/postgres-binaries.js';
import { readPlace } from '../../cluster/place.js';
import { HOST } from '../../cluster/settings.js';
import { ROOT } from '../../cluster/start.js';
import { openAccount } from '../../demo/client.js';
import { startScratchService } from '../../demo/scratch-service.js';
import { crawlSettings, runCrawl, type CrawlTask } from '../contestants/holdfast-crawl.js';
import { neededSettings, runBatch } from '../contestants/holdfast.js';
import type { Contestant } from '../contest.js';
import { leftOut, serve, type Bench, type Part } from '../part.js';
import { renderStandings, roundsText, runRounds } from '../rounds.js';
import { prepareSite } from '../site.js';
import { onCrawlSite } from './crawl.js';

/** A new database on the server, and the settings that lead there. */
type NewDatabase = () => Promise<Record<string, string>>;

export const postgresPart: Part = {
  name: 'postgres',
  run: async (bench) => {
    if (findPostgres(process.env['PATH'] ?? '') === null)
      return leftOut(bench, 'PostgreSQL: there is no server on this machine.');
    return onServer(bench, async (version, newDatabase) => {
      const names = ['embedded', version];
      const databases: NewDatabase[] = [async () => ({}), newDatabase];
      const site = prepareSite({ ...bench.options, site: null }, bench.scratch);
      const batch = await serve(bench, site.folder, site.description, (host) =>
        runRounds(
          bench,
          'Batch',
          site.pages.length,
          databases.map((database, at) => createBatches(names[at] ?? '', host, site.pages, database)),
        ),
      );
      let pages = 0;
      const crawl = await onCrawlSite(bench, 'Crawl on both databases', async (found, task) => {
        pages = found.pages.size;
        const contestants = databases.map((database, at) => createCrawls(names[at] ?? '', task, database));
        const { standings, problems } = await runRounds(bench, 'Crawl', pages, contestants);
        return {
          report: `Crawl: ${found.description}\n\n${renderStandings(standings, pages, bench.options.rounds)}`,
          numbers: { pages, standings },
          problems,
        };
      });
      return {
        report: `One process on the embedded database and on ${version}, in turn, ${roundsText(bench.options.rounds)}, "x" is the ratio to
the first line. CPU and memory are of the service's processes, without the server's.

Batch: ${site.description}

${renderStandings(batch.standings, site.pages.length, bench.options.rounds)}
${crawl.report}`,
        numbers: {
          version,
          batch: { pages: site.pages.length, standings: batch.standings },
          crawl: crawl.numbers,
        },
        problems: [...batch.problems, ...crawl.problems],
      };
    });
  },
};

function createBatches(
  name: string,
  host: string,
  pages: Parameters<typeof runBatch>[3],
  database: NewDatabase,
): Contestant {
  return {
    names: [`${name}, just started`, `${name}, next batch`],
    run: async (signal) => {
      const settings = { ...neededSettings(host, pages.length), ...(await database()) };
      const service = await startScratchService(signal, settings);
      try {
        const { client } = await openAccount(service, { name: 'bench' }, signal);
        const first = await runBatch(client, service.pid, host, pages);
        return [first, await runBatch(client, service.pid, host, pages)];
      } finally {
        await service.stop();
      }
    },
  };
}

function createCrawls(name: string, task: CrawlTask, database: NewDatabase): Contestant {
  return {
    names: [`${name}, just started`, `${name}, next crawl`],
    run: async (signal) => {
      const service = await startScratchService(signal, { ...crawlSettings(task), ...(await database()) });
      try {
        const { client } = await openAccount(service, { name: 'bench' }, signal);
        const first = await runCrawl(client, service.pid, task);
        return [first, await runCrawl(client, service.pid, task)];
      } finally {
        await service.stop();
      }
    },
  };
}

/** Starts the server of docker-compose.yml's settings as long as `work` takes. */
async function onServer<T>(
  { signal }: Bench,
  work: (version: string, newDatabase: NewDatabase) => Promise<T>,
): Promise<T> {
  // The scratch folder of the benchmark is closed to the user that the server runs as.
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-postgres-'));
  chmodSync(folder, 0o711);
  const password = randomBytes(24).toString('hex');
  const compose = readCompose(ROOT, { ADMIN_TOKEN: password, POSTGRES_PASSWORD: password });
  const wanted = { gateways: 0, workers: 0, front: undefined, adminToken: undefined };
  const { ports } = await readPlace(folder, wanted);
  const place = { ports, dataDir: folder, root: ROOT, spidersDir: folder, scrapy: null };
  let server: Process | undefined;
  try {
    await startDatabase({
      ...{ compose, place, password, signal },
      path: process.env['PATH'] ?? '',
      logFile: join(folder, 'postgres.log'),
      onExit: () => undefined,
      own: (part) => (server = part),
    });
    const superuser = new pg.Client({ host: HOST, port: ports.postgres, user: 'postgres', password });
    await superuser.connect();
    try {
      const { rows } = await superuser.query<{ server_version: string }>('show server_version');
      let made = 0;
      return await work(`PostgreSQL ${rows[0]?.server_version}`, async () => {
        made += 1;
        await superuser.query(`create database bench_${made} owner holdfast`);
        const url = `postgres://holdfast:${password}@${HOST}:${ports.postgres}/bench_${made}`;
        return { DATABASE_URL: url };
      });
    } finally {
      await superuser.end();
    }
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
