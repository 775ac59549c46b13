import { noteTool } from './paths.mjs';
import { ensureVenv } from './venv.mjs';

/** Scrapy for the tests and benchmarks: what users run is their own. */
export async function ensureScrapy(env) {
  noteTool('scrapy', await ensureVenv({ name: 'scrapy', title: 'Scrapy', program: 'scrapy' }, env));
}
