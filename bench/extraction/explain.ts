/** Why a page was answered as it was: every candidate of each field, in the order in which they are tried. */

import { renderTable } from '../../demo/table.js';
import { explainField } from '../../src/core/extract/engine/explain.js';
import { openPage } from '../../src/core/extract/engine/page.js';
import type { Rule } from '../../src/core/extract/engine/rule.js';
import type { PageDocument } from '../../src/core/extract/index.js';
import { isObjectField, type Schema } from '../../src/core/schema.js';

const HEAD = ['', 'rule', 'source', 'path', 'confidence', 'trust', 'score', 'read', 'raw'];
const MAX_CANDIDATES = 50;

/** Objects are left out: each of their fields would be a table of its own. */
export function explain(doc: PageDocument, schema: Schema, without: ReadonlySet<Rule>): string {
  const page = openPage(doc, schema, { fetchedAt: new Date(), without });
  return schema
    .filter((field) => !isObjectField(field))
    .map((field) => {
      const candidates = explainField(field, page);
      const answer = candidates.findIndex(({ value }) => value !== null);
      const rows = candidates
        .slice(0, MAX_CANDIDATES)
        .map(({ rule, source, path, confidence, trust, score, value, raw }, at) => [
          ...[at === answer ? '>' : ' ', rule, source, path.slice(0, 60), confidence, trust],
          ...[Math.round(score * 1_000) / 1_000, value === null ? 'no' : 'yes', raw.slice(0, 60)],
        ]);
      const left = candidates.length - rows.length;
      const more = left === 0 ? '' : `  and ${left} more\n`;
      const table = rows.length === 0 ? '  no candidate\n' : renderTable(HEAD, rows) + more;
      return `${field.field} (${field.type})\n${table}`;
    })
    .join('\n');
}
