// Each page with fetch of undici, as its documentation shows it; 8 at once.
import { appendFileSync, readFileSync } from 'node:fs';
import { fetch } from 'undici';

const { urls, results } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const note = (line) => appendFileSync(results, `${JSON.stringify(line)}\n`);
let next = 0;

async function work() {
  while (next < urls.length) {
    const url = urls[next++];
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
      if (response.ok) note({ url, html: await response.text() });
      else note({ url, error: `status ${response.status}` });
    } catch (error) {
      note({ url, error: String(error.cause?.message ?? error.message) });
    }
  }
}

await Promise.all(Array.from({ length: 8 }, work));
process.exit(0);
