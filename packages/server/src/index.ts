export { composeFeatures } from './compose.ts';
export { ConfigError, LOG_LEVELS, readConfig, type ServerConfig } from './config.ts';
export { type ExamineOptions, examine } from './doctor/examine.ts';
export type { Finding } from './doctor/finding.ts';
export { completeRun } from './features/test-runs/complete-run.ts';
export { readTestRun } from './features/test-runs/test-runs.read.ts';
export type { StoredResult } from './features/test-runs/test-runs.store.ts';
export { ListenError } from './http/listen.ts';
export { migrateStore } from './migrate-store.ts';
export type { ServerResources } from './open-resources.ts';
export { SecretKeyError } from './secrets/secret-key.ts';
export {
  type RunningServer,
  type ServerModules,
  type StartOptions,
  startServer,
} from './start-server.ts';
export { type RunningWorker, startWorkerProcess } from './start-worker-process.ts';
export { type OpenStore, openStore, type StoreOptions } from './store/open-store.ts';
export type { Store } from './store/store.ts';
export { StoreUnavailableError } from './store/store-error.ts';
