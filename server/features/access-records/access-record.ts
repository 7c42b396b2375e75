import type { Role } from '../../../rules/access/roles.ts';

/** What the door knows of one call when its answer is out. */
export interface Access {
  accountId: string | null;
  tokenId: string | null;
  role: Role;
  address: string;
  operation: string;
  datasetId: string | null;
  version: number | null;
  format: string | null;
  status: number;
  bytes: number;
  durationUs: number;
  traceId: string;
}

/**
 * One access as a line of the journal, a JSON object without what it has not: written when it is taken, so that nothing
 * but text waits for the disk. Its names are the columns of the archive (server/engine/access-archive.ts).
 */
export const writeLine = (at: Date, access: Access): string =>
  `{"at":"${isoOf(at)}"${callerOf(access)},"address":${quoted(access.address)},"operation":${quoted(access.operation)}${servedOf(access)},"status":${access.status},"bytes":${access.bytes},"duration_us":${access.durationUs},"trace":${quoted(access.traceId)}}\n`;

const callerOf = ({ accountId, tokenId, role }: Access): string =>
  accountId === null && tokenId === null
    ? `,"role":"${role}"`
    : `${member('account', accountId)}${member('token', tokenId)},"role":"${role}"`;

const servedOf = ({ datasetId, version, format }: Access): string =>
  datasetId === null && version === null && format === null
    ? ''
    : `${member('dataset', datasetId)}${version === null ? '' : `,"version":${version}`}${member('format', format)}`;

const member = (name: string, value: string | null): string =>
  value === null ? '' : `,"${name}":${quoted(value)}`;

const WANTS_CARE = /[^ !#-[\]-~]/;

const quoted = (text: string): string =>
  WANTS_CARE.test(text) ? JSON.stringify(text.toWellFormed()) : `"${text}"`;

let last = { time: NaN, text: '' };

/** Many records share a millisecond, and a moment takes longer to write than the rest of its line. */
function isoOf(at: Date): string {
  const time = at.getTime();
  if (time !== last.time) last = { time, text: at.toISOString() };
  return last.text;
}
