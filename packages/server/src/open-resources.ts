/** What every process of Assay opens first, whether it serves, works, or both; and how it lets go again. */
import { endLeases, type JobEvents, openJobEvents } from '@assay/jobs';
import type { ServerConfig } from './config.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { createSecretBox, type SecretBox } from './secrets/secret-box.ts';
import { loadKeyRing } from './secrets/secret-key.ts';
import { type OpenStore, openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';

/** What the features are built on. */
export interface ServerResources {
  readonly config: ServerConfig;
  readonly version: string;
  readonly store: Store;
  readonly secrets: SecretBox;
  readonly events: JobEvents;
  readonly metrics: Metrics;
}

/** One step back; steps are taken newest first. */
export type Undo = () => Promise<void>;

/** Throws StoreUnavailableError and SecretKeyError. What was opened by then is in `undo`. */
export async function openResources(
  config: ServerConfig,
  { version, snapshotFile }: { readonly version: string; readonly snapshotFile?: string },
  { undo, onError }: { readonly undo: Undo[]; readonly onError: (error: Error) => void },
): Promise<{ readonly resources: ServerResources; readonly announce: OpenStore['announce'] }> {
  const keys = loadKeyRing({
    configured: config.secretKey,
    home: config.home,
    storeIsShared: config.databaseUrl !== null,
  });
  const { store, announce } = await openStore({
    databaseUrl: config.databaseUrl,
    home: config.home,
    maxConnections: config.databaseConnections,
    ...(snapshotFile ? { snapshotFile } : {}),
    onError,
  });
  undo.push(() => store.close());
  // The data directory is ours alone: whoever held jobs in it has ended without handing them back.
  if (store.kind === 'embedded') await endLeases(store.jobs);
  const events = await openJobEvents(store.jobs);
  undo.push(() => events.close());
  const resources = {
    ...{ config, version, store, events },
    secrets: createSecretBox(keys),
    metrics: createMetrics(version),
  };
  return { resources, announce };
}

/** Starts, and gives a `close` that takes every step back; when starting fails they are taken at once. */
export async function startOrUndo<Started>(
  start: (undo: Undo[]) => Promise<Started>,
): Promise<Started & { readonly close: Undo }> {
  const undo: Undo[] = [];
  const close = once(async () => {
    for (const step of undo.reverse()) await step();
  });
  try {
    const started = await start(undo);
    return { ...started, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs `work` at the first call; later calls wait for the same end. */
function once(work: Undo): Undo {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
