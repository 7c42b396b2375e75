import { Problem, type ProblemCode } from '../problems/problems.ts';

export type RefusalCode = Extract<
  ProblemCode,
  'unsupported-format' | 'unreadable-file' | 'too-large' | 'invalid-input'
>;

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
