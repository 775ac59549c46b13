/** The bodies of webhook events, in the words of the API that the job was made through. */

import type { ReadResults } from '../../app/read-results.js';
import type { RenderEvent } from './dialect.js';
import { DIALECTS } from './index.js';

export function createRenderEvent(readResults: ReadResults): RenderEvent {
  const renderers = new Map(
    Object.values(DIALECTS).map((dialect) => [dialect.name, dialect.createRenderEvent?.(readResults)]),
  );
  return (delivery, job) => {
    const render = renderers.get(job.dialect);
    if (render === undefined) throw new Error(`an API without events [job=${job.id} dialect=${job.dialect}]`);
    return render(delivery, job);
  };
}
