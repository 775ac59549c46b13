/** A call in the languages that people write it in. */

import { useState } from 'preact/hooks';
import { Snippet } from './parts.tsx';
import { LANGUAGES, snippet, type Language } from './snippets.ts';
import type { AskedCall } from './types.ts';

const LEFT_OUT = {
  extras: 'the headers, cookies or user agent that its pages were asked for with',
  urls: 'URLs beyond what one call may have',
  webhook: 'the webhook',
} as const;

export function leftOutText(call: AskedCall): string | null {
  if (call.left_out.length === 0) return null;
  return `The job also had ${call.left_out.map((what) => LEFT_OUT[what]).join(', and ')}: the call leaves that out.`;
}

export function Asked({ call }: { readonly call: AskedCall }) {
  const [language, setLanguage] = useState<Language>('curl');
  const note = leftOutText(call);
  return (
    <div>
      <label>
        Copy as{' '}
        <select value={language} onChange={(event) => setLanguage(event.currentTarget.value as Language)}>
          {LANGUAGES.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      {note !== null && <p class="quiet">{note}</p>}
      <Snippet label={`The call as ${language}`} text={snippet(language, call)} />
    </div>
  );
}
