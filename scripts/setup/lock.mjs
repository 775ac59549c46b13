import { createHash } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './paths.mjs';
import { announce } from './report.mjs';
import { onStop } from './run.mjs';

// Outside the tree: node_modules and dist are what gets deleted while it is held.
const name = createHash('sha256').update(`${root}\n${userInfo().uid}`).digest('hex').slice(0, 16);
const file = join(tmpdir(), `holdfast-setup-${name}.lock`);

/** One set-up at a time in this folder. The holder's pid is inside, so a killed one does not block the next. */
export async function withLock(work) {
  let told = false;
  while (!take()) {
    if (!told) announce('waiting for another set-up in this folder.');
    told = true;
    await sleep(250);
  }
  const release = () => rmSync(file, { force: true });
  const forget = onStop(release);
  try {
    return await work();
  } finally {
    forget();
    release();
  }
}

function take() {
  // Linked into place with its content: nobody ever sees a lock without a holder.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid), { mode: 0o600 });
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(own, { force: true });
  }
  const holder = readHolder(file);
  if (holder !== null && !isAlive(holder)) removeDead(holder);
  return false;
}

/** Of several that see the dead holder, one moves its lock away. A late one may move a fresh lock: it goes back. */
function removeDead(holder) {
  const moved = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, moved);
    if (readHolder(moved) !== holder) linkSync(moved, file);
  } catch {
    // Somebody else was quicker.
  }
  rmSync(moved, { force: true });
}

function readHolder(path) {
  try {
    const pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
    return Number.isNaN(pid) ? null : pid;
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
