/** What every queue of the comparison must be able to do. */

export interface Rival {
  /** The queue and how it is set up, as the table names it. */
  readonly name: string;
  /** Makes its tables in an empty database. */
  open(url: string): Promise<OpenRival>;
}

export interface OpenRival {
  /** One job in a transaction of its own. */
  submit(): Promise<void>;
  /** Starts one worker process's worth of slots; `onJob` is the first line of the handler, which does nothing else. */
  work(slots: number, onJob: () => void): Promise<Working>;
  /** SQL that counts the jobs that have ended, in one column. */
  readonly countEndedSql: string;
  close(): Promise<void>;
}

export interface Working {
  stop(): Promise<void>;
}
