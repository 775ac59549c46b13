/** One page tried out: fields with types and examples, or selectors; values and what they rest on. */

import { useState } from 'preact/hooks';
import { send } from './api.ts';
import { Asked } from './asked.tsx';
import { adviceFor } from './advice.ts';
import { wordsOf } from './live.ts';
import { Values } from './page-drawer.tsx';
import { Heading, Problem } from './parts.tsx';
import type { AskedCall, Evidence, PageError, SchemaField } from './types.ts';

const TYPES = [
  'string',
  'integer',
  'float',
  'boolean',
  'date',
  'array<string>',
  'array<integer>',
  'array<float>',
];

interface Row {
  readonly field: string;
  readonly type: string;
  readonly example: string;
}

interface Answer {
  readonly status: 'success' | 'error';
  readonly data?: Readonly<Record<string, unknown>>;
  readonly evidence?: Readonly<Record<string, Evidence>>;
  readonly warnings?: readonly string[];
  readonly error?: PageError;
}

export function Playground({ hasOwnSchema }: { readonly hasOwnSchema: boolean }) {
  const [url, setUrl] = useState('');
  const [render, setRender] = useState('auto');
  const [rows, setRows] = useState<readonly Row[]>([
    { field: 'title', type: 'string', example: 'Red teapot' },
  ]);
  const [state, setState] = useState<{ busy: boolean; error: string | null; answer: Answer | null }>({
    busy: false,
    error: null,
    answer: null,
  });
  const schema: SchemaField[] = rows.map((row) => ({ ...row, example: exampleOf(row) }));
  const call: AskedCall = {
    method: 'POST',
    path: '/v1/extract',
    key_header: 'X-API-Key',
    left_out: [],
    body: {
      url: url.trim(),
      ...(hasOwnSchema ? {} : { schema }),
      options: { evidence: true, ...(render === 'auto' ? {} : { render_js: render }) },
    },
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    setState({ busy: true, error: null, answer: null });
    send('POST', call.path, call.body)
      .then((response) => response.json() as Promise<Answer>)
      .then(
        (answer) => setState({ busy: false, error: null, answer }),
        (error: unknown) => setState({ busy: false, error: wordsOf(error), answer: null }),
      );
  };
  const change = (at: number, patch: Partial<Row>): void =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...patch } : row)));
  return (
    <>
      <Heading>Playground</Heading>
      <form onSubmit={onSubmit}>
        <label class="field">
          URL of a page
          <input
            type="url"
            required
            placeholder="https://shop.example/teapot"
            value={url}
            onInput={(event) => setUrl(event.currentTarget.value)}
          />
        </label>
        {hasOwnSchema ? (
          <p>This key brings its own fields.</p>
        ) : (
          <fieldset>
            <legend>Fields</legend>
            {rows.map((row, at) => (
              <FieldRow
                key={at}
                at={at}
                row={row}
                onChange={(patch) => change(at, patch)}
                onRemove={rows.length === 1 ? null : () => setRows(rows.filter((_, index) => index !== at))}
              />
            ))}
            <button
              type="button"
              onClick={() => setRows([...rows, { field: '', type: 'string', example: '' }])}
            >
              Add a field
            </button>
          </fieldset>
        )}
        <label>
          Read with a browser
          <select value={render} onChange={(event) => setRender(event.currentTarget.value)}>
            <option value="auto">when the page needs one</option>
            <option value="always">always</option>
            <option value="never">never</option>
          </select>
        </label>{' '}
        <button type="submit" class="main" disabled={state.busy}>
          Run
        </button>
        <span role="status">{state.busy ? ' The page is being read…' : ''}</span>
      </form>
      <Problem text={state.error} />
      {state.answer !== null && <Result answer={state.answer} schema={schema} />}
      <section aria-labelledby="call">
        <h2 id="call">The same from a program</h2>
        <Asked call={call} />
      </section>
    </>
  );
}

interface FieldRowProps {
  readonly at: number;
  readonly row: Row;
  readonly onChange: (patch: Partial<Row>) => void;
  readonly onRemove: (() => void) | null;
}

function FieldRow({ at, row, onChange, onRemove }: FieldRowProps) {
  const name = `field ${at + 1}`;
  return (
    <div class="row">
      <input
        aria-label={`Name of ${name}`}
        required
        value={row.field}
        onInput={(event) => onChange({ field: event.currentTarget.value })}
      />
      <select
        aria-label={`Type of ${name}`}
        value={row.type}
        onChange={(event) => onChange({ type: event.currentTarget.value })}
      >
        {TYPES.map((type) => (
          <option key={type}>{type}</option>
        ))}
      </select>
      <input
        aria-label={`Example of ${name}`}
        required
        placeholder="a value as you expect it"
        value={row.example}
        onInput={(event) => onChange({ example: event.currentTarget.value })}
      />
      {onRemove !== null && (
        <button type="button" onClick={onRemove} aria-label={`Remove ${name}`}>
          Remove
        </button>
      )}
    </div>
  );
}

/** The text as a value of the type, as far as it is one: what is not is refused by the gateway, in its words. */
function exampleOf({ type, example }: Row): unknown {
  if (type.startsWith('array<')) {
    const parts = example.split(',').map((part) => part.trim());
    return parts.map((part) => exampleOf({ field: '', type: type.slice(6, -1), example: part }));
  }
  if (type === 'integer' || type === 'float') return example.trim() === '' ? null : Number(example);
  if (type === 'boolean') return /^(true|yes|1)$/i.test(example.trim());
  return example;
}

function Result({ answer, schema }: { readonly answer: Answer; readonly schema: readonly SchemaField[] }) {
  const { data, evidence = null, warnings = [], error } = answer;
  return (
    <section aria-labelledby="result">
      <h2 id="result">Result</h2>
      {error !== undefined && (
        <div class="problem" role="alert">
          <p>
            <strong>{error.code}</strong>: {error.message}
          </p>
          <p>{adviceFor(error.code, error.retryable)}</p>
        </div>
      )}
      {data !== undefined && <Values data={data} evidence={evidence} schema={schema} />}
      {warnings.map((warning) => (
        <p key={warning} class="quiet">
          {warning}
        </p>
      ))}
    </section>
  );
}
