/** People and organizations. */

import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

// prettier-ignore
export const SUBJECT = {
  firstName: { names: 'first name, given name', paths: 'givenName' },
  lastName: { names: 'last name, family name, surname', paths: 'familyName' },
  legalName: { names: 'legal name, legal company name', paths: 'legalName' },
  vatId: { names: 'vat id, vat number, tax id', labels: LABELS.vatId, paths: 'vatID taxID' },
  foundingDate: { names: 'founding date, founded, founded on', labels: LABELS.foundingDate, paths: 'foundingDate' },
  employeeCount: { names: 'employee count, number of employees', labels: LABELS.employeeCount, paths: 'numberOfEmployees.value numberOfEmployees' },
  socialLinks: { names: 'social link, social profile, social media link, profile link', paths: 'sameAs', shape: 'page-url', plural: true },
  logo: { names: 'logo, company logo', paths: 'logo publisher.logo', shape: 'picture' },
  birthDate: { names: 'birth date, date of birth, birthday', labels: LABELS.birthDate, paths: 'birthDate' },
  birthPlace: { names: 'birth place, place of birth', labels: LABELS.birthPlace, paths: 'birthPlace', shape: 'place' },
  nationality: { names: 'nationality', labels: LABELS.nationality, paths: 'nationality', shape: 'person' },
} satisfies Record<string, ConceptRow>;
