import { isExecutable, notedTool, toolOnPath } from '../tools.js';

/**
 * The `temporal` binary to run: the one the operator names, else the one that set-up checked and noted, else
 * the one on PATH. The noted one comes before PATH because set-up knows that it is recent enough.
 */
export function findTemporalCli(env: NodeJS.ProcessEnv): string | null {
  const named = env['TEMPORAL_CLI_PATH'];
  if (named !== undefined && named !== '') return isExecutable(named) ? named : null;
  return notedTool('temporalCli') ?? toolOnPath(['temporal'], env);
}
