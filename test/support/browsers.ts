/** The browsers of one service, found by the folders that they are started on. */

import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { allPids, commandLine, groupOf } from '../../src/adapters/processes.js';

/** Folders of browsers that belong, or belonged, to the process. */
export function profileDirsOf(ownerPid: number): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('holdfast-browser-') && owns(name, ownerPid));
}

/** Browser processes that were started by the process, without a script that started one and without its children. */
export function browsersOwnedBy(ownerPid: number): number[] {
  const pids = allPids().filter((pid) =>
    commandLine(pid)
      .split('\0')
      .some((word) => word.startsWith('--user-data-dir=') && owns(word, ownerPid)),
  );
  const parents = new Set(pids.map(parentOf));
  return pids.filter((pid) => !parents.has(pid));
}

/** Every process that has the folder of such a browser in its command line, children included. */
export function processesOfBrowsers(ownerPid: number): number[] {
  return allPids().filter((pid) => owns(commandLine(pid), ownerPid));
}

/** Processes of these browsers that do one kind of work: `renderer`, or the sub-type of a utility process. */
export function partsOfBrowsers(ownerPid: number, kind: string): number[] {
  const groups = new Set(browsersOwnedBy(ownerPid).map(groupOf));
  return allPids().filter(
    (pid) =>
      groups.has(groupOf(pid)) &&
      commandLine(pid)
        .split(/[\0 ]/)
        .some((word) => word === `--type=${kind}` || word === `--utility-sub-type=${kind}`),
  );
}

function owns(text: string, ownerPid: number): boolean {
  return new RegExp(`holdfast-browser-[A-Za-z0-9]*-${ownerPid}-\\d+-`).test(text);
}

function parentOf(pid: number): number {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return NaN; // it ended meanwhile
  }
}

/** Ports of the proxies that the browsers of a process are started with. */
export function proxiesOf(ownerPid: number): number[] {
  return browsersOwnedBy(ownerPid).flatMap((pid) => {
    const port = /--proxy-server=http:\/\/127\.0\.0\.1:(\d+)/.exec(commandLine(pid))?.[1];
    return port === undefined ? [] : [Number(port)];
  });
}
