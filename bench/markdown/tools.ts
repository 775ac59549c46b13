/** The other converters and the judge of all, which are installed apart: see `bench/peers/markdown`. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runChild } from '../child.js';
import { PEERS } from '../peers.js';
import type { Facts } from './score.js';

const FOLDER = join(PEERS, 'markdown');
export const MODULES = join(FOLDER, 'node_modules');

export interface Converter {
  readonly name: string;
  readonly convert: (html: string, url: string) => string;
}

export interface Tools {
  readonly converters: readonly Converter[];
  readonly readPage: (html: string, url: string) => Facts;
  readonly readMarkdown: (markdown: string, url: string) => Facts;
}

/** Installs what is missing. Throws with the reason where that cannot be done: without the judge nothing is measured. */
export async function markdownTools(print: (text: string) => void, signal: AbortSignal): Promise<Tools> {
  const wanted = readFileSync(join(FOLDER, 'package-lock.json'), 'utf8');
  const stamp = join(MODULES, '.holdfast-stamp');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    print('Installing the other converters into bench/peers/markdown (npm ci, once).\n');
    const problem = await runChild(
      'npm',
      ['ci', '--ignore-scripts'],
      { cwd: FOLDER, env: process.env },
      signal,
    );
    if (problem !== null) throw new Error(`The other converters could not be installed: ${problem}`);
    writeFileSync(stamp, wanted);
  }
  const load = async (name: string): Promise<unknown> => import(pathToFileURL(join(FOLDER, name)).href);
  const { converters } = (await load('converters.mjs')) as Pick<Tools, 'converters'>;
  const { readPage, readMarkdown } = (await load('judge.mjs')) as Omit<Tools, 'converters'>;
  return { converters, readPage, readMarkdown };
}
