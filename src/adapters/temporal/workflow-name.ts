/** The names under which workflows are started: those that the worker's bundle exports. Another one does not compile. */

import type * as workflows from '../../../workflows/index.js';

export type Workflows = typeof workflows;
export type WorkflowName = keyof Workflows;
