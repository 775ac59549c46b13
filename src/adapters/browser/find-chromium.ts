import { isExecutable, notedTool, toolOnPath } from '../tools.js';

/** The shell without windows first: it renders several times as many pages with the same processor and memory. */
const NAMES = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/**
 * The browser to render with: the one the operator names, else the one that set-up noted, else one on PATH. Null when
 * there is none; a named one that is not executable counts as none.
 */
export function findChromium(env: NodeJS.ProcessEnv): string | null {
  const named = env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return isExecutable(named) ? named : null;
  return notedTool('chromium') ?? toolOnPath(NAMES, env);
}
