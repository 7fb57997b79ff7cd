/** Streams a table once out of its database, and measures the copy. */
import type { Writable } from 'node:stream';
import { dialects } from '@assay/dialects';
import { LONG_ROWS } from '../drivers/csv-shape.ts';
import type { ScanSource } from '../profile/scan-source.ts';
import { type ExportOptions, type RelationDescription, type Target, TargetError } from '../target.ts';
import { type Carriage, type Carrier, carrierOf } from './carriers.ts';
import type { PullSpace } from './pull-space.ts';
import { createRowPipe, type RowPipe } from './row-pipe.ts';

export interface PullOptions {
  readonly signal: AbortSignal;
  /** Of the target's dialect; null copies every row. */
  readonly sampleClause: string | null;
}

/** `measure` gets the copy and its exact number of rows. Throws TargetError; the copy is gone afterwards. */
export async function pullTable<Answer>(
  target: Target,
  table: RelationDescription,
  space: PullSpace,
  { signal, sampleClause }: PullOptions,
  measure: (source: ScanSource, rows: number) => Promise<Answer>,
): Promise<Answer> {
  const place = space.borrow();
  const about = { table: { schema: table.schema, table: table.table } };
  const query: ExportOptions = { signal, about, ...(sampleClause !== null && { sampleClause }) };
  try {
    const pulled = await pullRows(target, table, space, place, query);
    return await measure(
      {
        dialect: dialects.duckdb,
        from: place.table,
        columns: table.columns.map((description, index) => ({
          description,
          facets: pulled.carriers[index]!.facets,
        })),
        concurrency: space.threads,
        run: (statement) => space.database.query(statement, query),
      },
      pulled.rows,
    );
  } finally {
    place.release();
    await dropCopy(space, place.table);
  }
}

interface PulledRows {
  readonly rows: number;
  readonly carriers: readonly Carrier[];
}

/** Values that the exact types refuse (rare) cost a second pass over the table. */
async function pullRows(
  target: Target,
  table: RelationDescription,
  space: PullSpace,
  place: { readonly table: string; readonly pipe: string },
  query: ExportOptions,
): Promise<PulledRows> {
  const attempt = async (carriage: Carriage): Promise<PulledRows> => {
    const carriers = table.columns.map((description, index) =>
      carrierOf(target.dialect, description, target.facets?.(description) ?? null, index, carriage),
    );
    const pipe = await createRowPipe(place.pipe);
    try {
      return { carriers, rows: await streamRows(target, table, space, place.table, pipe, carriers, query) };
    } finally {
      await pipe.remove();
    }
  };
  try {
    return await attempt('exact');
  } catch (error) {
    if (!(error instanceof UnfitRowsError)) throw error;
    await dropCopy(space, place.table);
    return attempt('lenient');
  }
}

/** The reader refused what the target sent. */
class UnfitRowsError extends TargetError {}

async function streamRows(
  target: Target,
  table: RelationDescription,
  space: PullSpace,
  name: string,
  pipe: RowPipe,
  carriers: readonly Carrier[],
  query: ExportOptions,
): Promise<number> {
  const selects = carriers.flatMap((carrier) => carrier.selects);
  const read = () => space.database.execute(copyStatement(name, pipe.path, carriers), query);
  let reading: Promise<void> = Promise.resolve();
  let sink: Writable | null = null;
  const openSink = async () => {
    if (pipe.isLive) reading = read();
    sink = await pipe.openSink(reading);
    // The reader ended before it opened the pipe: its error says why.
    if (sink === null)
      throw await reading.then(() => new TargetError('internal', 'No rows were read.'), identity);
    // What fails is told by the writing; an error that arrives after it has ended is nobody's.
    sink.on('error', () => {});
    return sink;
  };
  // A row of no columns is an empty line, which no CSV reader counts.
  const copied = selects.length === 0 ? ['1'] : selects;
  const relation = { schema: table.schema, table: table.table };
  const [written] = await Promise.allSettled([
    // Whatever ends the writing must end the sink, or the reader waits for ever.
    target.tableExport!.copyTo(relation, copied, openSink, query).finally(() => sink?.destroy()),
  ]);
  const [readDone] = await Promise.allSettled([reading]);
  if (readDone.status === 'rejected') return rejectUnfit(preferred(readDone.reason, written));
  if (written.status === 'rejected') throw written.reason;
  if (!pipe.isLive) await read().catch(rejectUnfit);
  return written.value;
}

const identity = (error: unknown) => error;

/** A reader that was interrupted because the target failed would hide why. */
function preferred(readError: unknown, written: PromiseSettledResult<number>): unknown {
  const isInterrupted = readError instanceof TargetError && readError.kind === 'canceled';
  return isInterrupted && written.status === 'rejected' ? written.reason : readError;
}

function rejectUnfit(error: unknown): never {
  if (error instanceof TargetError && error.kind === 'bad_sql')
    throw new UnfitRowsError(error.kind, error.message, { location: error.location, cause: error });
  throw error;
}

function copyStatement(name: string, path: string, carriers: readonly Carrier[]): string {
  const types = carriers.flatMap((carrier) => carrier.csvTypes);
  const csvColumns = (types.length === 0 ? ['VARCHAR'] : types).map(
    (type, index) => `'v${index}': '${type}'`,
  );
  let next = 0;
  const items = carriers.flatMap((carrier) => carrier.store(carrier.csvTypes.map(() => `v${next++}`)));
  const options = [
    `auto_detect = false, header = false, columns = {${csvColumns.join(', ')}}`,
    `delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false`,
    // Told, because the reader would guess it from the first row, where a value may hold a lone carriage return.
    `new_line = '\\n'`,
    LONG_ROWS,
  ];
  const file = path.replaceAll("'", "''");
  return `CREATE TABLE ${name} AS SELECT ${items.join(', ') || 'v0'} FROM read_csv('${file}', ${options.join(', ')})`;
}

async function dropCopy(space: PullSpace, table: string): Promise<void> {
  // After a failed run the space may be closed already, and the copy gone with it.
  await space.database.execute(`DROP TABLE IF EXISTS ${table}`).catch(() => {});
}
