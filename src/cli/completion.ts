/** Words that a shell proposes. */

import type { Command } from 'commander';
import { UsageError } from './exit.js';

/** The names of commands and, behind a group, of its own; files elsewhere. */
export function completionScript(program: Command, shell: string): string {
  const groups = program.commands.filter(({ commands }) => commands.length > 0);
  const top = namesOf(program);
  if (shell === 'fish') return fish(top, groups);
  const bash = `_holdfast() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words=''
  if [ "$COMP_CWORD" -eq 1 ]; then words='${top}'
  elif [ "$COMP_CWORD" -eq 2 ]; then
    case "\${COMP_WORDS[1]}" in
${groups.map((group) => `      ${group.name()}) words='${namesOf(group)}' ;;`).join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _holdfast holdfast
`;
  if (shell === 'bash') return bash;
  if (shell === 'zsh') return `autoload -U +X bashcompinit && bashcompinit\n${bash}`;
  throw new UsageError(`There is no completion for ${shell}: it is bash, zsh or fish.`);
}

function fish(top: string, groups: readonly Command[]): string {
  const lines = [
    `complete -c holdfast -n __fish_use_subcommand -a '${top}'`,
    ...groups.map(
      (group) =>
        `complete -c holdfast -n '__fish_seen_subcommand_from ${group.name()}' -a '${namesOf(group)}'`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function namesOf({ commands }: Command): string {
  return commands.map((command) => command.name()).join(' ');
}
