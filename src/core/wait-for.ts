/** What a caller has a page waited for in the browser before it is read. */

export type WaitFor =
  /** An element that matches this CSS selector, in the document or an open shadow root, whether it can be seen or not. */
  | { readonly selector: string }
  /** Milliseconds from when the document is parsed. */
  | { readonly ms: number };
