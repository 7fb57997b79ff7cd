export * from './databases.ts';
export { findPostgresBinaries, type PostgresServer, startPostgresServer } from './postgres-server.ts';
