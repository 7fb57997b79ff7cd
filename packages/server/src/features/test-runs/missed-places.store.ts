/** What runs remember about definitions whose place is missing. */
import { sql } from 'kysely';
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import type { PlaceFindings } from './missed-places.ts';

/** A definition that somebody switched on or off while the run went on is left as that person wants it. */
export async function savePlaceFindings(db: Queryable, { missed, returned }: PlaceFindings): Promise<void> {
  if (missed.length > 0) {
    const rows = missed.map(({ id, missedRuns, statusText }) => ({
      id,
      missed_runs: missedRuns,
      status_text: statusText,
    }));
    await sql`UPDATE test_definition AS definition
        SET missed_runs = found.missed_runs,
            active = found.status_text IS NULL,
            status_text = coalesce(found.status_text, definition.status_text),
            updated_at = now()
       FROM jsonb_to_recordset(${json(rows)}::jsonb) AS found(id uuid, missed_runs integer, status_text text)
      WHERE definition.id = found.id AND definition.active
        AND definition.missed_runs = found.missed_runs - 1`.execute(db);
  }
  if (returned.length > 0) {
    await db
      .updateTable('test_definition')
      .set({ missed_runs: 0, active: true, status_text: null, updated_at: new Date() })
      .where('id', 'in', [...returned])
      .where('missed_runs', '>', 0)
      .execute();
  }
}
