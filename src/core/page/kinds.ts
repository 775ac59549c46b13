/** What may stand in the way of a page. */

export type BlockKind = 'bot_wall' | 'captcha' | 'login' | 'redirect' | 'empty_shell';

export interface Block {
  readonly kind: BlockKind;
  /** Stable name of the rule that matched, for metrics and logs. */
  readonly rule: string;
  /** One sentence for people, safe to show. */
  readonly message: string;
  /** A browser that runs the page's scripts may simply get past it; false for captcha and login, and for refusals. */
  readonly mayPass: boolean;
}
