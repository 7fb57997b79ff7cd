/** What the facts of a store mean for whoever wants to start a server on it. */
import type { StoreFacts } from '../store/inspect-store.ts';
import { failed, type Outcome, ok } from './finding.ts';

export function judgeStore({ server, serverIsSupported, isEmpty, missing, unknown }: StoreFacts): Outcome {
  if (!serverIsSupported) {
    return failed(`${server} is too old.`, 'Use a server of version 14 or newer.');
  }
  if (unknown.length > 0) {
    return failed(
      `${server}; it was migrated by a newer version of Assay, which knows ${unknown.join(', ')}.`,
      'Start that version or a later one, or restore a backup made before the upgrade.',
    );
  }
  if (isEmpty) return ok(`${server}, empty: the first start fills it`);
  if (missing.length > 0) {
    return failed(
      `${server}; ${missing.length} migrations have not run: ${missing.join(', ')}.`,
      'Run assay migrate, or start a server of this version; servers of older versions cannot start afterwards.',
    );
  }
  return ok(`${server}, schema up to date`);
}
