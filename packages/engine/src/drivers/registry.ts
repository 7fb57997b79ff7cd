/** One row a kind of target. A new kind: its driver file, and a row here. */
import { observeTarget } from '../engine-observer.ts';
import type { EngineOptions, Target, TargetConfig, TargetType } from '../target.ts';
import { openDuckdb } from './duckdb.ts';
import { openFiles } from './files.ts';
import { openPostgresql } from './postgresql.ts';

type Driver<Type extends TargetType> = (
  config: Extract<TargetConfig, { type: Type }>,
  options: EngineOptions,
) => Promise<Target>;

const DRIVERS: { readonly [Type in TargetType]: Driver<Type> } = {
  files: openFiles,
  duckdb: openDuckdb,
  postgresql: openPostgresql,
};

/**
 * Opens a target for reading. Files and DuckDB databases are looked up now; a database server is first reached by
 * the first statement (or `ping`). Close what you open. Throws TargetError.
 */
export async function openTarget(config: TargetConfig, options: EngineOptions): Promise<Target> {
  const open = DRIVERS[config.type] as Driver<TargetType>;
  const target = await open(config, options);
  return options.observer === undefined ? target : observeTarget(target, options.observer);
}
