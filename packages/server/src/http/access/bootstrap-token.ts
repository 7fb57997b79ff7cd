/** The first token: without it nobody could make others. */
import { uuidV7 } from '@assay/jobs';
import { createApiToken, describeToken } from '../../secrets/api-token.ts';
import type { Store, StoreTransaction } from '../../store/store.ts';

const NAME = 'bootstrap';
/** Any constant: two servers at their first start must not both make one. */
const BOOTSTRAP_LOCK = 7_415_021;

/**
 * Makes sure that the configured token works, or that there is a token at all. Returns the token to show when
 * one was made, null when nothing had to be shown: it was configured, or tokens exist.
 */
export function ensureBootstrapToken(store: Store, configured: string | null): Promise<string | null> {
  return store.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [BOOTSTRAP_LOCK]);
    if (configured !== null) {
      await saveToken(tx, describeToken(configured));
      return null;
    }
    const existing = await tx.db.selectFrom('api_token').select('id').limit(1).executeTakeFirst();
    if (existing !== undefined) return null;
    const made = createApiToken();
    await saveToken(tx, made);
    return made.token;
  });
}

/** Replaces the bootstrap token of an earlier configuration, which should no longer open anything. */
async function saveToken(tx: StoreTransaction, token: { hash: string; prefix: string }): Promise<void> {
  const known = await tx.db
    .selectFrom('api_token')
    .select('id')
    .where('token_hash', '=', token.hash)
    .executeTakeFirst();
  if (known !== undefined) return;
  await tx.db.deleteFrom('api_token').where('name', '=', NAME).where('project_id', 'is', null).execute();
  await tx.db
    .insertInto('api_token')
    .values({
      id: uuidV7(),
      name: NAME,
      token_hash: token.hash,
      prefix: token.prefix,
      role: 'admin',
      global_admin: true,
      project_id: null,
      created_by: null,
    })
    .execute();
}
