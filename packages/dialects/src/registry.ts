/** Every dialect by its name: the one place outside of their folders that names databases. */
import type { Dialect } from './dialect.ts';
import { duckdb } from './duckdb/index.ts';
import { postgresql } from './postgresql/index.ts';

export const dialects = { duckdb, postgresql } as const satisfies Readonly<Record<string, Dialect>>;
export type DialectName = keyof typeof dialects;
