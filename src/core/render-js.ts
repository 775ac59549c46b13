/**
 * How a job wants its pages read: `never` by plain HTTP only, `always` with a browser, `auto` by plain HTTP first and with
 * a browser where the page shows that it needs one.
 */
export type RenderJs = 'auto' | 'always' | 'never';
