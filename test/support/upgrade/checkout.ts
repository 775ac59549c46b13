/** Another version of the program, built from the repository's history. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../root.js';

export interface Checkout {
  /** The compiled program. */
  readonly main: string;
  remove(): void;
}

/** Builds the commit in a temporary folder. It runs on the packages of this checkout when it names the same versions. */
export function buildCheckout(commit: string): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-checkout-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const archive = join(folder, 'archive.tar');
    execFileSync('git', ['archive', '--output', archive, commit], { cwd: ROOT });
    execFileSync('tar', ['-xf', archive, '-C', folder]);
    rmSync(archive);
    if (lockOf(folder) === lockOf(ROOT))
      symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    else execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
    execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: folder, stdio: 'inherit' });
    return { main: join(folder, 'dist', 'src', 'main.js'), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function lockOf(folder: string): string {
  return readFileSync(join(folder, 'package-lock.json'), 'utf8');
}
