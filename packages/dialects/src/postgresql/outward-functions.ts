/**
 * What a SELECT can call to do more than read, although its transaction is read-only and rolled back. A net against
 * accidents, not a wall: functions of a user's own can call these. What an account may do, its database decides.
 * https://www.postgresql.org/docs/current/functions-admin.html
 */
import type { OutwardFunctions } from '../dialect.ts';

export const outwardFunctions: OutwardFunctions = [
  { names: 'pg_(try_)?advisory_\\w+', because: 'its lock stays with the session' },
  { names: 'pg_(terminate|cancel)_backend', because: 'it stops the work of others' },
  { names: 'dblink\\w*|postgres_fdw_disconnect\\w*', because: 'it works in a session of its own' },
  {
    names: 'lo_(import|export|creat|create|from_bytea|put|unlink|open|truncate|truncate64)|lowrite',
    because: 'it handles files and large objects',
  },
  {
    names: 'pg_read_\\w+|pg_ls_\\w+|pg_stat_file|pg_file_\\w+|pg_current_logfile',
    because: 'it reads the files of the server',
  },
  {
    names:
      'pg_reload_conf|pg_rotate_logfile\\w*|pg_switch_wal|pg_create_restore_point|pg_promote|pg_log_\\w+|pg_stat_reset\\w*|pg_(wal_replay|backup)_\\w+|pg_st(art|op)_backup|pg_prewarm',
    because: 'it changes the server',
  },
  {
    names:
      'pg_logical_\\w+|pg_replication_\\w+|pg_(create|drop|copy|sync)_\\w*(replication|slots?)\\w*|pg_notify',
    because: 'it speaks to other servers and sessions',
  },
  { names: 'set_config', because: 'it changes a setting' },
  { names: 'query_to_xml\\w*|cursor_to_xml\\w*|ts_stat', because: 'it runs a text as SQL' },
];
