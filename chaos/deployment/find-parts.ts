/** The processes of a deployment, found below those that were started, by their command lines. */

import { commandOf, readProcesses, treeOf } from '../../bench/process-tree.js';
import type { Part, PartKind } from '../types.js';

/** `roots` and what they have started and faults may hit; shells that guard others are no parts. */
export function findParts(roots: readonly Part[]): readonly Part[] {
  const processes = readProcesses();
  if (processes === null) throw new Error('Parts are found in /proc, which this system does not have.');
  const own = new Set(roots.map(({ pid }) => pid));
  const below = [...treeOf(own, processes)]
    .filter((pid) => !own.has(pid) && processes.get(pid)?.isZombie === false)
    .flatMap((pid) => {
      const kind = kindOf(commandOf(pid));
      return kind === null ? [] : [{ name: `${kind} ${pid}`, kind, pid }];
    });
  return [...roots, ...below].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}

/** What a command line is, or null when it is nothing that faults hit. */
export function kindOf(command: string): PartKind | null {
  if (command.startsWith('/bin/sh ')) return null;
  if (/^\S+ server start-dev /.test(command)) return 'temporal';
  if (/ --type=renderer /.test(command)) return 'chromium';
  if (/ --user-data-dir=\S*holdfast-browser-/.test(command) && !/ --type=/.test(command)) return 'chromium';
  if (/\/spiders\/node\/child-main\.js$/.test(command)) return 'spider';
  if (/ holdfast \S+\/job\.json$/.test(command)) return 'spider';
  return null;
}
