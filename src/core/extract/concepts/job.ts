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
  validThrough: { names: 'valid through, application deadline, deadline, expiry date, closing date', paths: 'validThrough offers.priceValidUntil' },
} satisfies Record<string, ConceptRow>;
