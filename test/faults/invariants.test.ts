/** The invariants see what they are there for: each is broken here by hand, in a queue that was right. */
import { randomUUID } from 'node:crypto';
import { describePostgres } from '@assay/test-support';
import { beforeEach, expect, it } from 'vitest';
import { checkInvariants } from './invariants.ts';
import { checkEnds } from './support/fault-job.ts';
import { faultQueueForFile } from './support/fault-queue.ts';

describePostgres('the invariants', () => {
  const queue = faultQueueForFile();

  let id = '';
  beforeEach(async () => {
    for (const table of ['fault_result', 'fault_write', 'fault_edge', 'job'])
      await queue.store.query(`DELETE FROM ${table}`);
    id = (await queue.submit()).id;
  });
  const set = (clause: string) => queue.store.query(`UPDATE job SET ${clause} WHERE id = '${id}'`);
  const claim = (token: string, seconds = 60) =>
    set(`status = CASE status WHEN 'pending' THEN 'claimed' ELSE status END, claimed_at = statement_timestamp(),
         attempt = attempt + 1, lease_token = '${token}', lease_until = now() + interval '${seconds} seconds'`);
  const start = () => set(`status = 'running', started_at = statement_timestamp()`);
  const end = (status: string) =>
    set(`status = '${status}', completed_at = statement_timestamp(), lease_token = NULL, lease_until = NULL,
         error_message = CASE '${status}' WHEN 'error' THEN 'no sheep' END`);
  const write = (part: string, proof = 'lease_until = lease_until') =>
    queue.store.transaction(async (tx) => {
      await tx.query(`UPDATE job SET ${proof} WHERE id = '${id}'`);
      await tx.query(`INSERT INTO fault_result (job_id, attempt, part) VALUES ('${id}', 1, '${part}')`);
    });
  const violations = async () => [
    ...(await checkInvariants(queue.store, [id])).violations,
    ...(await checkEnds(queue.store)),
  ];
  const complete = async () => {
    await claim(randomUUID());
    await start();
    await write('end');
    await end('completed');
  };

  it('find nothing in a queue that is right, and count what it did', async () => {
    await complete();
    expect(await violations()).toEqual([]);
    expect((await checkInvariants(queue.store, [id])).counts).toEqual({
      ...{ jobs: { completed: 1 }, claims: 1, takeovers: 0, resultRows: 1 },
    });
  });

  it('find a job that is gone', async () => {
    await queue.store.query('DELETE FROM job');
    expect(await violations()).toEqual([expect.stringContaining('acknowledged and is gone')]);
  });

  it('find a job that never ends', async () => {
    await claim(randomUUID());
    expect(await violations()).toEqual([expect.stringContaining('never ended: claimed')]);
  });

  it('find an edge that does not exist', async () => {
    await set(`status = 'canceled', completed_at = statement_timestamp()`);
    expect(await violations()).toEqual([expect.stringContaining('took the edge pending -> canceled')]);
  });

  it('find an end that is followed by another one', async () => {
    await complete();
    await end('error');
    expect(await violations()).toEqual([
      expect.stringContaining('completed -> error'),
      expect.stringContaining('ended 2 times'),
      expect.stringContaining('is error and has 1 ends'),
    ]);
  });

  it('find a lease that was taken before it was over', async () => {
    await claim(randomUUID());
    await claim(randomUUID());
    await start();
    await write('end');
    await end('completed');
    expect(await violations()).toEqual([expect.stringContaining('before its lease was over')]);
  });

  it('find results of somebody who proved nothing', async () => {
    await complete();
    await write('late');
    expect(await violations()).toEqual([expect.stringContaining('without a proof of the lease')]);
  });

  it('find two holders who write in turns', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    for (const token of [one, other, one]) {
      await claim(token, -1);
      await write('step');
    }
    await start();
    await write('end');
    await end('completed');
    expect(await violations()).toEqual([expect.stringContaining('two holders in turns')]);
  });

  it('find a job that says completed without its results', async () => {
    await claim(randomUUID());
    await start();
    await end('completed');
    expect(await violations()).toEqual([expect.stringContaining('is completed and has 0 ends')]);
  });
});
