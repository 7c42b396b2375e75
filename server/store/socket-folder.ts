import { closeSync, constants, openSync } from 'node:fs';

/** sockaddr_un holds 108 bytes with the closing zero. */
const SOCKET_PATH_BYTES = 107;
const LONGEST_NAME_BYTES = 24;

export interface SocketFolder {
  /** Names the folder, for this process only, briefly enough for the sockets in it (names of at most 24 bytes). */
  path: string;
  close(): void;
}

/** Sockets can lie in any folder, however long its path: where that is too long, Linux reaches it by an open handle. */
export function openSocketFolder(folder: string): SocketFolder {
  if (Buffer.byteLength(folder) + 1 + LONGEST_NAME_BYTES <= SOCKET_PATH_BYTES)
    return { path: folder, close: () => undefined };
  const handle = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  return { path: `/proc/self/fd/${handle}`, close: () => closeSync(handle) };
}
