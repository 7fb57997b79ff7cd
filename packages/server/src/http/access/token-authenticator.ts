/** Authenticates API tokens against the store. */
import { hashApiToken } from '../../secrets/api-token.ts';
import type { Queryable } from '../../store/store.ts';
import type { Authenticator } from './authenticator.ts';

/** `last_used_at` is for people: writing it at every request would cost more than the request. */
const LAST_USED_STEP_MS = 60_000;

/** `onError` is told when the time of use could not be noted; the request goes on. */
export function createTokenAuthenticator(db: Queryable, onError: (error: Error) => void): Authenticator {
  const noteUse = async (tokenId: string, now: Date) => {
    await db.updateTable('api_token').set({ last_used_at: now }).where('id', '=', tokenId).execute();
  };
  return {
    async authenticate(token) {
      // Looked up by hash: comparing secrets byte by byte, with its timing, never happens.
      const row = await db
        .selectFrom('api_token')
        .select(['id', 'name', 'role', 'project_id', 'global_admin', 'expires_at', 'last_used_at'])
        .where('token_hash', '=', hashApiToken(token))
        .executeTakeFirst();
      const now = new Date();
      if (row === undefined || (row.expires_at !== null && row.expires_at <= now)) return null;
      if (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() >= LAST_USED_STEP_MS) {
        await noteUse(row.id, now).catch(onError);
      }
      return {
        tokenId: row.id,
        name: row.name,
        role: row.role,
        projectId: row.project_id,
        globalAdmin: row.global_admin,
      };
    },
  };
}
