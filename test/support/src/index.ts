export * from './databases.ts';
export {
  findPostgresBinaries,
  type PostgresServer,
  ROLE_WITH_PASSWORD,
  startPostgresServer,
} from './postgres-server.ts';
