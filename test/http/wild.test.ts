import { strict as assert } from 'node:assert';
import type { WildCase } from '../../bench/wild/case.js';
import { CASES } from '../../bench/wild/cases.js';
import { CUT_GZIP } from '../../bench/wild/cases/codings.js';
import { MISSING_ISSUER } from '../../bench/wild/cases/connections.js';
import { headerOddities } from '../../bench/wild/cases/header-oddities.js';
import { batchOf, MODES, readingOf, type Mode } from '../../bench/wild/readers/holdfast.js';
import { rowsOf, withSites } from '../../bench/wild/sites.js';
import { judge, type Reading } from '../../bench/wild/verdict.js';
import { toolOnPath } from '../../src/adapters/tools.js';
import { sharedAuthority, sharedService } from '../support/shared.js';

const HAS_CERTUTIL = toolOnPath(['certutil'], process.env) !== null;

/** Every so many of the answers that break HTTP are read with a browser; the tests of its proxy have all. */
const EVERY = 8;

/** Whether a case is read in this mode. */
function isRead(wildCase: WildCase, mode: Mode): boolean {
  if (mode === 'never') return true;
  const at = headerOddities.indexOf(wildCase);
  if (at % EVERY > 0 && wildCase.kind !== 'cut') return false;
  if (mode === 'auto') return true;
  // A browser trusts an authority only where it can be told to.
  return wildCase.name !== MISSING_ISSUER || HAS_CERTUTIL;
}

/** What is right: the page wherever the mode can have it, and a refusal elsewhere. */
function marksFor({ kind }: WildCase, mode: Mode): readonly string[] {
  if (kind === 'refusal') return ['refused'];
  if (kind === 'scripted' && mode === 'never') return ['refused', 'empty'];
  // A browser shows nothing of some.
  if (kind === 'cut') return mode === 'always' ? ['warned', 'part'] : ['warned'];
  return ['page', 'warned'];
}

describe('the wild web', function () {
  this.timeout(180_000);

  for (const mode of MODES) {
    describe(`with render_js ${mode}`, () => {
      const cases = CASES.filter((wildCase) => isRead(wildCase, mode));
      let readings: readonly Reading[];

      before(async () => {
        const service = await sharedService();
        const { key } = await service.api.account();
        readings = await withSites(cases, await sharedAuthority(), async (sites) => {
          const body = batchOf(
            sites.map(({ url }) => url),
            mode,
          );
          const answer = await service.api.post(key, '/v1/batch', body);
          assert.equal(answer.status, 200, JSON.stringify(answer.body));
          return answer.body.results.map(readingOf);
        });
      });

      for (const [at, { wildCase, scheme }] of rowsOf(cases).entries()) {
        const { group, name, kind, wants, warning } = wildCase;
        // Through a tunnel only the browser sees that compressed bytes end early, and it tells nobody.
        if (mode === 'always' && scheme === 'https' && name === CUT_GZIP) continue;
        it(`${group}: ${name}, over ${scheme}`, () => {
          const reading = readings[at]!;
          const said = JSON.stringify(reading);
          assert.ok(marksFor(wildCase, mode).includes(judge(kind, wants, reading).mark), said);
          if (reading.kind === 'failed') assert.match(reading.reason, /^FETCH_BLOCKED/);
          else if (warning !== undefined && mode !== 'always') assert.match(reading.warnings.join(), warning);
        });
      }
    });
  }
});
