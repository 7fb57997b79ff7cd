/** Brings the store to this version's schema without starting a server. */
import type { ServerConfig } from './config.ts';
import { openStore } from './store/open-store.ts';

/** Throws StoreUnavailableError. */
export async function migrateStore(config: ServerConfig): Promise<void> {
  const { store } = await openStore({
    databaseUrl: config.databaseUrl,
    home: config.home,
    maxConnections: 2,
    onError: () => undefined,
  });
  await store.close();
}
