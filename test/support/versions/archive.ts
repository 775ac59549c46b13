/** A folder as one small file: tar, and brotli with a window over all of it, since databases hold the same pages often. */

import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';

const run = promisify(execFile);

/** Writes `folder` into `file`, without the names in `left` at its top. */
export async function pack(folder: string, file: string, left: readonly string[]): Promise<void> {
  const tar = `${file}.tar`;
  const excluded = left.map((name) => `--exclude=./${name}`);
  await run('tar', ['--sort=name', '--owner=0', '--group=0', '-cf', tar, ...excluded, '-C', folder, '.']);
  const bytes = await promisify(brotliCompress)(readFileSync(tar), {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_LARGE_WINDOW]: 1,
      [constants.BROTLI_PARAM_LGWIN]: 28,
    },
  });
  rmSync(tar);
  writeFileSync(file, bytes);
}

/** Makes `folder` and puts what `pack` has written there. */
export async function unpack(file: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const tar = `${folder}.tar`;
  const params = { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 };
  writeFileSync(tar, await promisify(brotliDecompress)(readFileSync(file), { params }));
  await run('tar', ['-xf', tar, '-C', folder]);
  rmSync(tar);
}
