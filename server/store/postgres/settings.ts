import path from 'node:path';

/** For one small server; given on the command line, so that no file of an older version decides. */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '128MB',
  max_wal_size: '512MB',
  wal_compression: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  lc_messages: 'C',
  // Rows hold people's names and contacts: no statement, no key value, gets into the log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  logging_collector: 'on',
  log_filename: 'postgresql-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
};

/** A test's database may be lost with the machine, and starts in half the time. */
const FORGETFUL = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };
const DURABLE = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

export interface Places {
  data: string;
  /** Where a cluster is made before it is moved to `data`. */
  unfinished: string;
  logs: string;
  socket: string;
  access: string;
}

/** The arguments of `postgres`. */
export function serverArguments(places: Places, durable: boolean): string[] {
  const settings = {
    ...SETTINGS,
    ...(durable ? DURABLE : FORGETFUL),
    // From the data folder, where the server works: the path of DIR may be too long for a socket.
    unix_socket_directories: path.relative(places.data, places.socket),
    log_directory: places.logs,
    hba_file: places.access,
  };
  return [
    '-D',
    places.data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** The arguments of `initdb`. Code-point order everywhere: the same on every machine, whatever its libraries. */
export const initArguments = (data: string, user: string, durable: boolean): string[] => [
  `--pgdata=${data}`,
  `--username=${user}`,
  '--auth=trust',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
  ...(durable ? [] : ['--no-sync']),
];
