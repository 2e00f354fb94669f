/**
 * The server's settings, given on its command line so that a new release of Sojae brings its own.
 *
 * Durability is not traded: fsync, full_page_writes and synchronous_commit keep PostgreSQL's safe values, named here
 * so that nobody has to look them up. The rest keeps an idle hub small.
 */
const settings: Readonly<Record<string, string>> = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  autovacuum: 'on',
  listen_addresses: '', // Unix socket only: nothing to reach from outside, no port to collide.
  unix_socket_permissions: '0700',
  max_connections: '40',
  shared_buffers: '128MB', // Pages count only once they are touched.
  huge_pages: 'off', // Huge pages would be taken whole at the start.
  dynamic_shared_memory_type: 'mmap', // Containers often have 64 MB of /dev/shm, too little for parallel queries.
  io_method: 'sync', // Spares three worker processes.
  wal_level: 'minimal', // No replicas of an embedded server; bulk loads into new tables write less.
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_parallel_workers_per_gather: '1',
  jit: 'off', // Compiling costs more than it saves on queries of milliseconds, and LLVM is not in the package.
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  lc_messages: 'C', // The log is read for its causes, in one language.
}

/** Arguments of `postgres` for the data in `data` with its socket in `socketFolder`. */
export function serverArguments(data: string, socketFolder: string): string[] {
  const all = { ...settings, unix_socket_directories: quoted(socketFolder) }
  return ['-D', data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

/** As an element of a list setting, where commas and blanks would part it (PostgreSQL, SplitDirectoriesString). */
function quoted(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`
}
