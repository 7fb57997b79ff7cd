import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { keepLease, type LeaseKeeper, type LeaseKeeperPorts } from './lease-keeper.ts';
import type { JobStatus } from './status.ts';

const settings = { leaseMs: 200, heartbeatMs: 40 };
type Answer = () => Promise<JobStatus | null>;

let keeper: LeaseKeeper;
afterEach(() => keeper.stop());

function keep(answer: Answer) {
  const seen = { heartbeats: 0, canceled: 0, lost: 0, failed: 0 };
  const ports: LeaseKeeperPorts = {
    heartbeat: () => {
      seen.heartbeats += 1;
      return answer();
    },
    onCancelRequested: () => {
      seen.canceled += 1;
    },
    onLost: () => {
      seen.lost += 1;
    },
    onHeartbeatFailed: () => {
      seen.failed += 1;
    },
  };
  keeper = keepLease(ports, settings);
  return seen;
}

describe('a lease keeper', () => {
  it('keeps the lease as long as heartbeats are answered', async () => {
    const seen = keep(async () => 'running');
    await sleep(500);
    expect(seen).toMatchObject({ lost: 0, failed: 0, canceled: 0 });
    expect(seen.heartbeats).toBeGreaterThan(3);
  });

  it('hears of a cancel request', async () => {
    const seen = keep(async () => 'cancel_requested');
    keeper.checkNow();
    await expect.poll(() => seen.canceled).toBeGreaterThan(0);
    expect(seen.lost).toBe(0);
  });

  it('gives up once, and for good, when the database knows it no more', async () => {
    const seen = keep(async () => null);
    await sleep(150);
    expect(seen).toMatchObject({ heartbeats: 1, lost: 1 });
  });

  it('gives up when heartbeats fail for as long as a lease', async () => {
    const seen = keep(async () => {
      throw new Error('connection refused');
    });
    await sleep(100);
    expect(seen.lost).toBe(0);
    await expect.poll(() => seen.lost).toBe(1);
    expect(seen.failed).toBeGreaterThan(1);
  });

  it('gives up when the database does not answer at all, and sends no second heartbeat meanwhile', async () => {
    const seen = keep(() => new Promise(() => {}));
    await expect.poll(() => seen.lost).toBe(1);
    expect(seen.heartbeats).toBe(1);
  });

  it('rests while its own attempt holds the row, and asks right after', async () => {
    const seen = keep(async () => 'running');
    const during = await keeper.whileLocked(async () => {
      await sleep(400);
      return { ...seen };
    });
    expect(during).toMatchObject({ heartbeats: 0, lost: 0 });
    expect(seen).toMatchObject({ heartbeats: 1, lost: 0 });
  });

  it('counts on from before when work under the lock failed and the database is away', async () => {
    const seen = keep(async () => {
      throw new Error('connection refused');
    });
    await sleep(150);
    const failed = keeper.whileLocked(() => Promise.reject(new Error('connection refused')));
    await expect(failed).rejects.toThrow('refused');
    await sleep(100);
    expect(seen.lost).toBe(1);
  });

  it('asks once more when the lease ran out under work that failed', async () => {
    const seen = keep(async () => 'running');
    const failed = keeper.whileLocked(async () => {
      await sleep(300);
      throw new Error('a bug of the handler');
    });
    await expect(failed).rejects.toThrow('a bug');
    await sleep(100);
    expect(seen.lost).toBe(0);
    expect(seen.heartbeats).toBeGreaterThan(0);
  });

  it('is silent after it was stopped', async () => {
    const seen = keep(async () => null);
    keeper.stop();
    keeper.checkNow();
    await sleep(300);
    expect(seen).toEqual({ heartbeats: 0, canceled: 0, lost: 0, failed: 0 });
  });
});
