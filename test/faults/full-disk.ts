/** A spill folder without room: the run says so, leaves nothing there, and the next one works. */
import { readdirSync, statfsSync } from 'node:fs';
import { createPostgresDatabase } from '@assay/test-support';
import { expect, it } from 'vitest';
import { makePlaces } from '../system/support/shop.ts';
import type { GetServer } from './support/one-server.ts';

/** More than memory and disk of this server hold together. */
const LARGE = `CREATE VIEW large AS SELECT md5(i::text) || md5((i + 1)::text) AS text FROM generate_series(1, 3000000) AS i`;

export function fullDisk(getServer: GetServer): void {
  it('says of a table that does not fit what to do, profiles the others, and leaves the disk free', async ({
    skip,
  }) => {
    const { assay, smallDisk, submitted } = getServer();
    if (smallDisk === null) return skip('a small file system cannot be mounted without the rights of root');
    const target = await createPostgresDatabase();
    await target.query(LARGE);
    const { host, port, database, user } = target;
    const config = { host, port, database, user };
    const { tableGroupId } = await makePlaces(assay.client, { type: 'postgresql', config }, 'public');
    await target.query('CREATE TABLE small AS SELECT i AS id FROM generate_series(1, 10) AS i');
    const { id } = await assay.client.submitProfilingRun({ table_group_id: tableGroupId });
    submitted.push(id);
    const job = await assay.client.waitForJob(id, { timeoutMs: 60_000 });
    expect(job).toMatchObject({ status: 'completed', error_message: null });
    const { details } = await assay.client.getProfilingRun({ job_id: id, include: ['details'] });
    expect(details?.tables).toEqual([
      expect.objectContaining({
        ...{ table: 'large', record_ct: null },
        error: expect.stringMatching(/make room on the disk of ASSAY_HOME/),
      }),
      expect.objectContaining({ table: 'small', record_ct: 10, error: null }),
    ]);
    const { blocks, bfree } = statfsSync(smallDisk);
    expect([readdirSync(smallDisk), blocks - bfree]).toEqual([[], 0]);
    await target.drop();
  });
}
