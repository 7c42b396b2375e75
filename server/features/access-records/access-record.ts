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

/** What {@link writeLine} writes, in this order. */
export const COLUMNS = [
  'id',
  'at',
  'account_id',
  'token_id',
  'role',
  'address',
  'operation',
  'dataset_id',
  'version',
  'format',
  'status',
  'bytes',
  'duration_us',
  'trace_id',
] as const;

const NULL = '\\N';
const SPECIAL = /[\\\t\n\r]/;
const EACH_SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/**
 * One access as a line of PostgreSQL's COPY, which is also what the journal keeps: written once, when it is taken, so
 * that nothing but bytes waits for a batch. `id` is a UUIDv7: a line kept twice (journal and database) is one record.
 */
export const writeLine = (id: string, at: Date, access: Access): string =>
  `${id}\t${isoOf(at)}\t${access.accountId ?? NULL}\t${access.tokenId ?? NULL}\t${access.role}\t${escaped(access.address)}\t${escaped(access.operation)}\t${access.datasetId ?? NULL}\t${access.version ?? NULL}\t${escaped(access.format)}\t${access.status}\t${access.bytes}\t${access.durationUs}\t${escaped(access.traceId)}\n`;

/** True for a whole line without its end: one torn by a kill has fewer values. */
export const isWhole = (line: string): boolean => line.split('\t').length === COLUMNS.length;

function escaped(text: string | null): string {
  if (text === null) return NULL;
  return SPECIAL.test(text) ? text.replace(EACH_SPECIAL, (sign) => ESCAPES[sign] ?? sign) : text;
}

let last = { time: NaN, text: '' };

/** Many records share a millisecond, and a moment takes longer to write than the rest of its line. */
function isoOf(at: Date): string {
  const time = at.getTime();
  if (time !== last.time) last = { time, text: at.toISOString() };
  return last.text;
}
