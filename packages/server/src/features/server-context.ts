/** What features work with, and the shapes in which they hand their work to compose.ts. */
import type { OperationId, Operations } from '@assay/contract';
import type { EngineOptions } from '@assay/engine';
import type { ConcurrencyLimits, JobEvents, JobHandler } from '@assay/jobs';
import type { HandlersOf } from '../http/handler.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { Store, StoreTransaction } from '../store/store.ts';

export interface ServerContext {
  readonly store: Store;
  readonly secrets: SecretBox;
  readonly engine: EngineOptions;
  readonly jobEvents: JobEvents;
  readonly metrics: Metrics;
  /** What workers are given. */
  readonly limits: ConcurrencyLimits;
  /** Where `env:NAME` references of connections are looked up. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The handlers of a feature: one for each operation that it names. */
export type FeatureHandlers<Ids extends OperationId> = Pick<HandlersOf<Operations>, Ids>;

export type RunJobHandler = JobHandler<StoreTransaction>;
