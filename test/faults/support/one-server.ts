/** A server of the whole product that several faults share, because it takes seconds to start. */
import type { AssayHome, AssayProcess } from '../../system/support/assay-process.ts';

export interface OneServer {
  readonly assay: AssayProcess;
  readonly home: AssayHome;
  /** Its spill folder: a file system of its own where that can be made, else null. */
  readonly smallDisk: string | null;
  /** Ids of the jobs whose submission was answered. */
  readonly submitted: string[];
}

/** Known when the tests run, not yet when they are declared. */
export type GetServer = () => OneServer;
