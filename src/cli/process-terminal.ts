/** The terminal of this process. */

import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Terminal } from './terminal.js';

const DEFAULT_COLUMNS = 80;
/** A list of URLs or a schema, generously. */
const MAX_INPUT_CHARS = 16 * 1024 * 1024;

export function processTerminal(env: NodeJS.ProcessEnv): Terminal {
  const { stdin, stdout, stderr } = process;
  return {
    env,
    outIsTerminal: stdout.isTTY,
    noteIsTerminal: stderr.isTTY,
    canAsk: stdin.isTTY && stderr.isTTY,
    columns: stdout.columns || DEFAULT_COLUMNS,
    out: async (text) => {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    note: (text) => void stderr.write(text),
    readInput: async () => {
      stdin.setEncoding('utf8');
      let text = '';
      for await (const piece of stdin) {
        text += String(piece);
        if (text.length > MAX_INPUT_CHARS) throw new Error('standard input is too long');
      }
      return text;
    },
    ask: (question) =>
      new Promise((resolve) => {
        const lines = createInterface({ input: stdin, output: stderr });
        lines.once('SIGINT', () => lines.close());
        lines.once('close', () => resolve(null));
        lines.question(question, (answer) => {
          resolve(answer.trim().slice(0, 1).toLowerCase());
          lines.close();
        });
      }),
    onInterrupt: (listener) => {
      process.on('SIGINT', listener);
      return () => void process.off('SIGINT', listener);
    },
  };
}
