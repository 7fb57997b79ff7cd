/** Keeps a lease alive while an attempt runs, and notices when it cannot. */
import type { JobSettings } from './settings.ts';
import type { JobStatus } from './status.ts';

export interface LeaseKeeperPorts {
  /** The job's status, or null when the lease is lost. */
  heartbeat(): Promise<JobStatus | null>;
  onCancelRequested(): void;
  /** Told at most once; no heartbeat follows. */
  onLost(): void;
  onHeartbeatFailed(error: unknown): void;
}

export interface LeaseKeeper {
  /** A heartbeat out of turn, because something may have happened to the job. */
  checkNow(): void;
  /**
   * Runs work during which the job's row is locked by this very attempt: nobody can take the job, and a heartbeat
   * would only wait for the lock. The lease's end is not watched meanwhile, and renewed right after. Work that failed renewed
   * nothing: a lease that ran out under it has one heartbeat's time to turn out alive.
   */
  whileLocked<T>(work: () => Promise<T>): Promise<T>;
  stop(): void;
}

/**
 * The lease counts from the sending of the last heartbeat that was answered, by this process's own clock, which is
 * never later than the database's idea of it: who counts so stops in time.
 */
export function keepLease(
  ports: LeaseKeeperPorts,
  { leaseMs, heartbeatMs }: Pick<JobSettings, 'leaseMs' | 'heartbeatMs'>,
): LeaseKeeper {
  let locked = 0;
  let stopped = false;
  let beating = false;
  let beatAgain = false;
  let expiry: NodeJS.Timeout;
  let leaseEnds = 0;

  const stop = (): void => {
    stopped = true;
    clearInterval(ticker);
    clearTimeout(expiry);
  };
  const lose = (): void => {
    if (stopped) return;
    stop();
    ports.onLost();
  };
  const loseAt = (moment: number): void => {
    clearTimeout(expiry);
    if (stopped) return;
    expiry = setTimeout(() => locked === 0 && lose(), Math.max(0, moment - performance.now()));
  };
  const renewedAt = (sent: number): void => {
    leaseEnds = sent + leaseMs;
    loseAt(leaseEnds);
  };
  const askDatabase = async (): Promise<void> => {
    const sent = performance.now();
    try {
      const status = await ports.heartbeat();
      if (stopped) return;
      if (status === null) return lose();
      renewedAt(sent);
      if (status === 'cancel_requested') ports.onCancelRequested();
    } catch (error) {
      if (!stopped) ports.onHeartbeatFailed(error);
    }
  };
  const beat = async (): Promise<void> => {
    if (beating) beatAgain = true;
    if (stopped || beating || locked > 0) return;
    beating = true;
    await askDatabase();
    beating = false;
    if (beatAgain) {
      beatAgain = false;
      void beat();
    }
  };

  const ticker = setInterval(() => void beat(), heartbeatMs);
  renewedAt(performance.now());
  return {
    checkNow: () => void beat(),
    async whileLocked(work) {
      locked += 1;
      let renewed = false;
      try {
        const result = await work();
        renewed = true;
        return result;
      } finally {
        locked -= 1;
        if (renewed) renewedAt(performance.now());
        else loseAt(Math.max(leaseEnds, performance.now() + heartbeatMs));
        void beat();
      }
    },
    stop,
  };
}
