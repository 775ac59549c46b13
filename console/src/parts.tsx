/** Small parts that several views share. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { wordsOf } from './live.ts';
import { API_WORDS, count, duration, isOver, paceOf, STANDING_WORDS } from './format.ts';
import type { JobView, Standing } from './types.ts';

/** The view's heading takes the focus when the view is opened, so that a screen reader says where it is. */
export function Heading({ children }: { readonly children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${heading.current?.textContent ?? 'Console'} – Holdfast`;
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

export function Badge({ standing }: { readonly standing: Standing }) {
  return <span class={`badge ${standing}`}>{STANDING_WORDS[standing]}</span>;
}

export function Progress({ job }: { readonly job: JobView }) {
  const { done, perSecond, leftMs } = paceOf(job);
  const isOpenEnded = job.kind === 'crawl' || job.kind === 'spider' || job.kind === 'scrapy';
  const shown = isOver(job) && isOpenEnded ? done : job.total;
  return (
    <div class="progress">
      <progress max={Math.max(1, shown)} value={done} aria-label={`Progress of ${job.id}`} />
      <span class="quiet">
        {count(done)} of {isOpenEnded && !isOver(job) ? 'at most ' : ''}
        {count(shown)} pages
        {job.failed > 0 && `, ${count(job.failed)} failed`}
        {job.items > 0 && `, ${count(job.items)} items`}
        {perSecond !== null && `, ${perSecond.toFixed(1)} pages/s`}
        {leftMs !== null && `, about ${duration(leftMs)} left`}
      </span>
    </div>
  );
}

export function apiOf(job: JobView): string {
  return `${API_WORDS[job.api]} ${job.kind}`;
}

export function Problem({ text }: { readonly text: string | null }) {
  return (
    <div role="alert" class={text === null ? 'hidden' : 'problem'}>
      {text}
    </div>
  );
}

/** A button that runs something, is off meanwhile, and says what went wrong. */
export function Action(props: {
  readonly label: string;
  readonly run: () => Promise<unknown>;
  readonly kind?: 'plain' | 'danger' | 'main';
  readonly disabled?: boolean;
  /** Asked before it is run. */
  readonly confirm?: string;
}) {
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });
  const onClick = (): void => {
    if (props.confirm !== undefined && !confirm(props.confirm)) return;
    setState({ busy: true, error: null });
    props.run().then(
      () => setState({ busy: false, error: null }),
      (error: unknown) => setState({ busy: false, error: wordsOf(error) }),
    );
  };
  return (
    <span class="action">
      <button
        type="button"
        class={props.kind ?? 'plain'}
        disabled={props.disabled || state.busy}
        onClick={onClick}
      >
        {props.label}
      </button>
      {state.error !== null && (
        <span role="alert" class="problem">
          {state.error}
        </span>
      )}
    </span>
  );
}

/** Text to copy, with a button that does so. */
export function Snippet({ label, text }: { readonly label: string; readonly text: string }) {
  const [said, setSaid] = useState('');
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied.'),
      () => setSaid('This browser does not let pages copy: select the text.'),
    );
  };
  return (
    <div class="snippet">
      <div class="row">
        <span class="quiet">{label}</span>
        <button type="button" onClick={copy} aria-label={`Copy ${label}`}>
          Copy
        </button>
        <span role="status">{said}</span>
      </div>
      <pre tabIndex={0} aria-label={label}>
        {text}
      </pre>
    </div>
  );
}

/** A table that scrolls in itself where it is too wide, also by keyboard. */
export function Table(props: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={props.label}>
      <table>{props.children}</table>
    </div>
  );
}
