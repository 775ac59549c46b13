/** Jobs. */

import { subjectReader } from '../readers/heading.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

// prettier-ignore
export const JOB = {
  jobTitle: { names: 'job title, job role, position title', labels: LABELS.jobTitle, paths: 'jobTitle title hasOccupation.name', readers: [subjectReader] },
  company: { names: 'company, employer, hiring organization, company name', labels: LABELS.company, paths: 'hiringOrganization worksFor', shape: 'person' },
  employmentType: { names: 'employment type, job type, contract type', paths: 'employmentType', plural: true },
  salary: { names: 'salary, base salary', labels: LABELS.salary, paths: 'baseSalary.value.value baseSalary.value.minValue baseSalary.value baseSalary' },
  salaryMin: { isMoney: true, names: 'salary min, min salary, minimum salary, salary from, salary low', labels: `salary, base salary, ${LABELS.salary}`, paths: 'baseSalary.value.minValue baseSalary.minValue', labelled: ({ value }) => rangeOf(value)?.[0] ?? null },
  salaryMax: { isMoney: true, names: 'salary max, max salary, maximum salary, salary to, salary high', labels: `salary, base salary, ${LABELS.salary}`, paths: 'baseSalary.value.maxValue baseSalary.maxValue', labelled: ({ value }) => rangeOf(value)?.[1] ?? null },
  validThrough: { names: 'valid through, application deadline, deadline, expiry date, closing date', paths: 'validThrough offers.priceValidUntil' },
} satisfies Record<string, ConceptRow>;

/** "£30,000 - £36,000 a year": the two amounts; null for any other text. */
function rangeOf(text: string): readonly [string, string] | null {
  const [, least, most] =
    /^(\D{0,8}\d[\d.,\s']*k?)\s?(?:-|\u2013|\u2014|to|bis|\u00e0|a|do)\s?(\D{0,8}\d[\d.,\s']*k?)/iu.exec(
      text,
    ) ?? [];
  return least === undefined || most === undefined ? null : [least.trim(), most.trim()];
}
