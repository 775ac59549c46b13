import assert from 'node:assert/strict';
import { explainField } from '../../../../src/core/extract/engine/explain.js';
import { openPage } from '../../../../src/core/extract/engine/page.js';
import { RULES, type Rule } from '../../../../src/core/extract/engine/rule.js';
import { openDocument } from '../../../../src/core/extract/index.js';
import { RULE_VECTORS } from './rule-vectors.js';
import type { RuleVector } from './snippets.js';

const fetchedAt = new Date('2024-06-01T12:00:00Z');

function rulesIn(html: string, { field, beside = [], taught }: RuleVector, url: string): Rule[] {
  const schema = [field, ...beside];
  const teacher = taught === undefined ? null : openDocument(taught, 'https://site.test/taught');
  const learned =
    teacher === null ? null : openPage(teacher, schema, { fetchedAt }).sources.anchors().learned;
  const page = openPage(openDocument(html, url), schema, { fetchedAt, learned });
  return explainField(field, page).map(({ rule }) => rule);
}

describe('the rules of HTML pages', () => {
  for (const rule of RULES) {
    const vector = RULE_VECTORS[rule];
    const { finds, passes, url = 'https://site.test/page', passesAt = url } = vector;
    it(`${rule} finds what it is for, and nothing else`, () => {
      assert.ok(rulesIn(finds, vector, url).includes(rule), 'finds nothing');
      assert.ok(!rulesIn(passes, vector, passesAt).includes(rule), 'finds what it must pass over');
    });
  }
});
