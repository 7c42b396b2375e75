import type { Role } from '../../../rules/access/roles.ts';
import { Recent } from '../../recent.ts';

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
 * but text waits for the disk. Its names are the columns of the archive (server/engine/access-archive.ts). Of few long
 * pieces: each of them costs 20 ns twice, when the text is made and when it is put into bytes.
 */
export const writeLine = (at: Date, access: Access): string =>
  `${momentOf(at)}${callerOf(access)}${escaped(access.address)}${answerOf(access)}${access.bytes},"duration_us":${access.durationUs},"trace":"${escaped(access.traceId)}"}\n`;

const MILLISECONDS = Array.from({ length: 1000 }, (_, each) => `${String(each).padStart(3, '0')}Z"`);
let last = { second: NaN, text: '' };

/** Writing a moment anew takes longer than the rest of the line. */
function momentOf(at: Date): string {
  const time = at.getTime();
  const second = Math.floor(time / 1000);
  if (second !== last.second) last = { second, text: flat(`{"at":"${at.toISOString().slice(0, -4)}`) };
  return `${last.text}${MILLISECONDS[time - second * 1000] ?? ''}`;
}

const A_VISITOR = ',"role":"visitor","address":"';

const callerOf = ({ accountId, tokenId, role }: Access): string =>
  accountId === null && tokenId === null && role === 'visitor'
    ? A_VISITOR
    : `${member('account', accountId)}${member('token', tokenId)},"role":"${role}","address":"`;

interface Answer extends Pick<Access, 'operation' | 'version' | 'format' | 'status'> {
  text: string;
}

/** By dataset, or by operation where there is none. */
const ANSWERS = new Recent<Answer>(10_000);

/** What was asked of what, and how it was answered: the same for many calls. */
function answerOf(access: Access): string {
  const { operation, datasetId, version, format, status } = access;
  const known = ANSWERS.get(datasetId ?? operation);
  if (
    known?.status === status &&
    known.operation === operation &&
    known.version === version &&
    known.format === format
  )
    return known.text;
  const number = version === null ? '' : `,"version":${version}`;
  const served = `${member('dataset', datasetId)}${number}${member('format', format)}`;
  const text = flat(`","operation":"${escaped(operation)}"${served},"status":${status},"bytes":`);
  ANSWERS.set(datasetId ?? operation, { operation, version, format, status, text });
  return text;
}

const member = (name: string, value: string | null): string =>
  value === null ? '' : `,"${name}":"${escaped(value)}"`;

const WANTS_CARE = /[^ !#-[\]-~]/;

/** As it stands between the quotes of JSON. */
const escaped = (text: string): string =>
  WANTS_CARE.test(text) ? JSON.stringify(text.toWellFormed()).slice(1, -1) : text;

/** The same text in one piece: what was put together stays in its pieces, to be put together again for each line. */
const flat = (text: string): string => Buffer.from(text).toString();
