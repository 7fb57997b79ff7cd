/** The answer to a submission is lost after the commit: sent again with its Idempotency-Key, it is the same job. */
import { randomUUID } from 'node:crypto';
import { createPostgresDatabase, startTcpProxy } from '@assay/test-support';
import { expect, it } from 'vitest';
import { ADMIN_TOKEN } from '../system/support/assay-process.ts';
import { makePlaces } from '../system/support/shop.ts';
import type { GetServer } from './support/one-server.ts';

export function lostReply(getServer: GetServer): void {
  it('makes one job of a submission whose answers were lost, twice', async () => {
    const { assay, home, submitted } = getServer();
    const target = await createPostgresDatabase();
    const proxy = await startTcpProxy(assay.url);
    const { host, port, database, user } = target;
    const config = { host, port, database, user };
    const { tableGroupId } = await makePlaces(assay.client, { type: 'postgresql', config }, 'public');
    const key = randomUUID();
    const submit = () =>
      fetch(`http://127.0.0.1:${proxy.port}/api/v1/table-groups/${tableGroupId}/profiling-runs`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'idempotency-key': key },
      });
    for (let lost = 0; lost < 2; lost++) {
      const dropped = proxy.dropNextAnswer((text) => text.startsWith('HTTP/1.1 202'));
      await expect(submit()).rejects.toThrow();
      await dropped;
    }
    const answer = await submit();
    const { id } = (await answer.json()) as { id: string };
    submitted.push(id);
    expect(answer.status).toBe(202);
    const jobs = await home.database?.query(`SELECT id FROM job WHERE arguments ->> 'table_group_id' = $1`, [
      tableGroupId,
    ]);
    expect(jobs).toEqual([{ id }]);
    await assay.client.waitForJob(id);
    await proxy.close();
    await target.drop();
  });
}
