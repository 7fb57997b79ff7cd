export * from './databases.ts';
export {
  findPostgresBinaries,
  type PostgresServer,
  ROLES_WITH_PASSWORD,
  startPostgresServer,
} from './postgres-server.ts';
export { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';
