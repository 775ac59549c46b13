/** Its message is the one sentence that the operator sees: what is missing and what to do. */
export class SetupError extends Error {
  setup = true;
}

export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** A step that takes time: what it does, and how long it may take. */
export function announce(line) {
  say(`Set-up: ${line}`);
}

export function warn(line) {
  process.stderr.write(`${line}\n`);
}
