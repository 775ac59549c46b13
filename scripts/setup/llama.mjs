import { noteTool } from './paths.mjs';
import { ensureVenv } from './venv.mjs';

/** A Python with llama.cpp's server, for the tests. Where there is no wheel for this machine, nothing is compiled. */
export async function ensureLlama(env) {
  const venv = {
    name: 'llama',
    title: "llama.cpp's server",
    program: 'python',
    pipOptions: ['--only-binary=:all:'],
  };
  noteTool('llamaPython', await ensureVenv(venv, env));
}
