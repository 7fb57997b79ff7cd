/** What an examination found out about one thing. */

/** `skipped`: could not be looked at, because of what another finding says. */
export type FindingStatus = 'ok' | 'warning' | 'failed' | 'skipped';

export interface Outcome {
  readonly status: FindingStatus;
  /** A sentence for a person; holds no secret. */
  readonly detail: string;
  /** What to do; null where there is nothing to do. */
  readonly remedy: string | null;
}

export interface Finding extends Outcome {
  /** What was looked at, in a word or two. */
  readonly check: string;
}

export const ok = (detail: string): Outcome => ({ status: 'ok', detail, remedy: null });
export const skipped = (detail: string): Outcome => ({ status: 'skipped', detail, remedy: null });
export const warning = (detail: string, remedy: string): Outcome => ({ status: 'warning', detail, remedy });
export const failed = (detail: string, remedy: string): Outcome => ({ status: 'failed', detail, remedy });
