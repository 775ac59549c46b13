/** URLs as callers of Firecrawl write them: without a scheme they are of http. */

import { z } from 'zod';
import { urlProblem } from '../../../core/url.js';

/** The URL that is meant, or null when there is none. A word without a dot is none: it is more likely an id. */
export function completeUrl(text: string): string | null {
  const trimmed = text.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed);
  if (!hasScheme && !/^(?:localhost(?=[:/]|$)|[^/]*\.)/i.test(trimmed)) return null;
  const url = hasScheme ? trimmed : `http://${trimmed}`;
  return urlProblem(url) === null ? url : null;
}

export const url = z.string().transform((text, ctx) => {
  const complete = completeUrl(text);
  if (complete !== null) return complete;
  ctx.addIssue({ code: 'custom', message: 'must be an http or https URL' });
  return z.NEVER;
});
