/** What the server's thread and the thread of the embedded database say to each other. */
import type { StatementAnswer, WireValue } from '../session.ts';
import type { DatabaseErrorFields } from '../store-error.ts';

export interface WorkerSetup {
  /** Data directory; null keeps everything in memory. */
  readonly dataDirectory: string | null;
  /** File with a dumped data directory to start from; the data directory must not exist yet. */
  readonly snapshotFile: string | null;
}

export type WorkerCall =
  | { readonly kind: 'query'; readonly sql: string; readonly values: readonly WireValue[] }
  /** Answers with the whole data directory as an uncompressed tar. */
  | { readonly kind: 'dump' }
  | { readonly kind: 'close' };

export type WorkerRequest = WorkerCall & { readonly id: number };

export type WorkerEvent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unopened'; readonly message: string }
  | { readonly kind: 'notify'; readonly channel: string; readonly payload: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value: StatementAnswer | Uint8Array | null }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: DatabaseErrorFields };
