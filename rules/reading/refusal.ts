import { Problem, type ProblemCode } from '../problems/problems.ts';

const REFUSAL_CODES = [
  'unsupported-format',
  'unreadable-file',
  'too-large',
  'invalid-input',
] as const satisfies ProblemCode[];
export type RefusalCode = (typeof REFUSAL_CODES)[number];
const isRefusalCode = (code: string): code is RefusalCode =>
  (REFUSAL_CODES as readonly string[]).includes(code);

/** The sentences of a refusal are in the locale under `reading.refusal.<reason>`, with `args`. */
export interface Refusal {
  reason: string;
  args: Record<string, string | number>;
  row?: number;
  column?: number;
}

/** Throws the Problem that says why a file is not read; `row` and `column` among `args` are also given as such. */
export function refuse(code: RefusalCode, reason: string, args: Record<string, string | number> = {}): never {
  const refusal: Refusal = { reason, args };
  if (typeof args['row'] === 'number') refusal.row = args['row'];
  if (typeof args['column'] === 'number') refusal.column = args['column'];
  throw new Problem(code, { ...refusal });
}

export interface Refused extends Refusal {
  code: RefusalCode;
}

/** The refusal that a thrown Problem carries; null for any other failure. */
export function refusedBy(error: unknown): Refused | null {
  if (!(error instanceof Problem) || !isRefusalCode(error.code) || !isRefusal(error.extra)) return null;
  const { reason, args, row, column } = error.extra;
  const refused: Refused = { code: error.code, reason, args };
  if (row !== undefined) refused.row = row;
  if (column !== undefined) refused.column = column;
  return refused;
}

const isRefusal = (extra: object): extra is Refusal => 'reason' in extra && 'args' in extra;
