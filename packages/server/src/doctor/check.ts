/** The shape of everything that can be looked at. */
import type { ServerConfig } from '../config.ts';
import type { StoreFacts } from '../store/inspect-store.ts';
import type { LockHolder } from '../store/pglite/home-lock.ts';
import type { Store } from '../store/store.ts';
import type { Outcome } from './finding.ts';

export interface Machine {
  readonly config: ServerConfig;
  /** The process that has the embedded store open now; null when nobody has, and for other stores. */
  readonly holder: LockHolder | null;
}

/** A machine whose store answers and has the schema of this version. */
export interface MachineWithStore extends Machine {
  readonly store: Store;
  readonly facts: StoreFacts;
}

/** A check that throws has failed, with the message of its error. */
export interface Check<Subject> {
  readonly name: string;
  look(subject: Subject): Promise<Outcome>;
}
