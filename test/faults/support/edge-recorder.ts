/**
 * Triggers that write down what becomes of jobs, inside the transactions that do it: what is recorded is what was
 * committed, in the order in which it was, whatever the processes believed.
 */
import type { SqlExecutor } from '@assay/jobs';

/** A table of results, and its column with the id of the job that they belong to. */
export interface ResultTable {
  readonly table: string;
  readonly jobColumn: string;
}

/** What runs of Assay write. */
export const RUN_RESULTS: readonly ResultTable[] = [
  { table: 'profiled_table', jobColumn: 'profiling_run_id' },
  { table: 'column_profile', jobColumn: 'profiling_run_id' },
  { table: 'hygiene_issue', jobColumn: 'profiling_run_id' },
  { table: 'test_result', jobColumn: 'test_run_id' },
];

/** What the jobs of fault-worker.ts write. */
export const FAULT_RESULTS: readonly ResultTable[] = [{ table: 'fault_result', jobColumn: 'job_id' }];

const TABLES = [
  `CREATE TABLE fault_edge (
     seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     job_id uuid NOT NULL,
     old_status text,
     new_status text NOT NULL,
     old_token uuid,
     new_token uuid,
     old_lease_until timestamptz,
     worker_id text,
     attempt integer NOT NULL,
     at timestamptz NOT NULL,
     transaction_id bigint NOT NULL)`,
  `CREATE TABLE fault_write (
     seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     job_id uuid NOT NULL,
     result_table text NOT NULL,
     token uuid,
     transaction_id bigint NOT NULL)`,
];

/** `statement_timestamp()`, because leases are judged by it: see CLOCK in packages/jobs. */
const RECORD_EDGE = `
CREATE FUNCTION fault_record_edge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO fault_edge (job_id, old_status, new_status, old_token, new_token, old_lease_until, worker_id, attempt, at, transaction_id)
  VALUES (NEW.id, OLD.status, NEW.status, OLD.lease_token, NEW.lease_token, OLD.lease_until, NEW.worker_id, NEW.attempt,
          statement_timestamp(), txid_current());
  RETURN NULL;
END $$`;

const RECORD_WRITE = `
CREATE FUNCTION fault_record_write() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE written_for uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
BEGIN
  INSERT INTO fault_write (job_id, result_table, token, transaction_id)
  VALUES (written_for, TG_TABLE_NAME, (SELECT lease_token FROM job WHERE id = written_for), txid_current());
  RETURN NULL;
END $$`;

/** Records from now on every change of a job and every row that is added to the tables of results. */
export async function installRecorder(store: SqlExecutor, results: readonly ResultTable[]): Promise<void> {
  const statements = [
    ...TABLES,
    RECORD_EDGE,
    RECORD_WRITE,
    `CREATE TRIGGER fault_edge AFTER INSERT OR UPDATE ON job FOR EACH ROW EXECUTE FUNCTION fault_record_edge()`,
    ...results.map(
      ({ table, jobColumn }) =>
        `CREATE TRIGGER fault_write AFTER INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION fault_record_write('${jobColumn}')`,
    ),
  ];
  for (const sql of statements) await store.query(sql);
}
