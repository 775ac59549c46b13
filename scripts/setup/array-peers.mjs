import { noteTool } from './paths.mjs';
import { ensureVenv } from './venv.mjs';

/** A Python with the libraries that read lists from one given value, for `bench:extraction --peers`. */
export async function ensureArrayPeers(env) {
  const venv = { name: 'array-peers', title: 'AutoScraper and pandas', program: 'python' };
  noteTool('arrayPeersPython', await ensureVenv(venv, env));
}
