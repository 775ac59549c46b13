import { strict as assert } from 'node:assert';
import type { Kind, Values, WildCase } from '../../bench/wild/case.js';
import { CASES } from '../../bench/wild/cases.js';
import { problemsOf, shareOf, type Column, type Outcome } from '../../bench/wild/outcome.js';
import { asMarkdown, asText } from '../../bench/wild/table.js';
import { valuesOfHtml } from '../../bench/wild/values.js';
import { judge, type Mark } from '../../bench/wild/verdict.js';

const WANTS: Values = { heading: 'A kettle', price: 24.9 };
const CUT: Values = { heading: 'A kettle' };

describe('the verdict on a page of the wild web', () => {
  for (const [what, kind, wants, values, warnings, mark] of [
    ['the page', 'page', WANTS, WANTS, [], 'page'],
    ['the page in other blanks', 'page', WANTS, { ...WANTS, heading: ' A\n kettle' }, [], 'page'],
    ['the page with a warning', 'page', WANTS, WANTS, ['odd'], 'warned'],
    ['a placeholder', 'page', WANTS, { ...WANTS, heading: 'Wait' }, ['odd'], 'WRONG'],
    ['a missing tail', 'page', WANTS, CUT, [], 'WRONG'],
    ['a missing tail that is told', 'page', WANTS, CUT, ['cut'], 'part'],
    ['a cut page that is told', 'cut', CUT, CUT, ['cut'], 'warned'],
    ['a cut page that is not told', 'cut', CUT, CUT, [], 'WRONG'],
    ['what scripts would bring', 'scripted', WANTS, CUT, [], 'empty'],
    ['a placeholder for what scripts bring', 'scripted', WANTS, { heading: 'Loading' }, [], 'WRONG'],
    ['a refusal as a page', 'refusal', {}, { heading: 'Denied' }, ['odd'], 'WRONG'],
  ] as const satisfies readonly (readonly [string, Kind, Values, Values, readonly string[], Mark])[]) {
    it(`is ${mark} for ${what}`, () => {
      assert.equal(judge(kind, wants, { kind: 'page', values, warnings }).mark, mark);
    });
  }

  it('is the reason where there is no page', () => {
    assert.deepEqual(judge('page', WANTS, { kind: 'failed', reason: 'no' }), { mark: 'refused', why: 'no' });
  });

  it('is not about what stands in scripts', () => {
    const html = '<title> T </title><h1>H</h1><script>"Price: 3"</script><p>Price: 24.90 EUR';
    assert.deepEqual(valuesOfHtml(html), { title: 'T', heading: 'H', price: 24.9 });
  });
});

describe('the outcome of a run through the wild web', () => {
  const wildCase = CASES[0] as WildCase;
  const column = (name: string, isOurs: boolean, marks: readonly Mark[]): Column => {
    return { name, isOurs, version: name, verdicts: marks.map((mark) => ({ mark, why: 'a | reason' })) };
  };
  const outcomeOf = (auto: readonly Mark[], browser: readonly Mark[]): Outcome => ({
    rows: auto.map(() => ({ wildCase, scheme: 'http' })),
    columns: [column('auto', true, auto), column('peer', false, auto), column('Chromium', false, browser)],
  });

  it('is good where the page is read wherever the browser shows it', () => {
    const outcome = outcomeOf(['page', 'warned', 'refused'], ['page', 'page', 'refused']);
    assert.deepEqual(problemsOf(outcome), []);
    assert.equal(shareOf(outcome, outcome.columns[0]!), 1);
  });

  it('is bad with one wrong success of ours, and not with one of others', () => {
    const marks: Mark[] = Array.from({ length: 40 }, () => 'page');
    const problems = problemsOf(outcomeOf([...marks, 'WRONG'], [...marks, 'refused']));
    assert.equal(problems.length, 1);
    assert.match(problems[0]!, /auto: a wrong success/);
  });

  it('is bad below 95 % of the rows', () => {
    const problems = problemsOf(outcomeOf(['page', 'empty'], ['page', 'page']));
    assert.deepEqual(problems, [
      'auto keeps up with the browser in 50.0 % of the rows, and has to in 95.0 %',
    ]);
  });

  it('is shown with the reasons of ours alone', () => {
    const outcome = outcomeOf(['refused'], ['page']);
    assert.match(asText(outcome), /\(http\)\. auto: a \| reason\n/);
    assert.match(
      asMarkdown(outcome),
      /\| a redirect to the same address.* \| http \| refused \| refused \| page \|/,
    );
    assert.match(asMarkdown(outcome), /auto: a \\\| reason/);
  });
});

describe('the cases of the wild web', () => {
  it('have names of their own, and something to be read or refused', () => {
    const names = CASES.map(({ group, name }) => `${group}: ${name}`);
    assert.equal(new Set(names).size, names.length);
    for (const { name, kind, wants } of CASES) {
      assert.equal(Object.keys(wants).length === 0, kind === 'refusal', name);
    }
  });
});
