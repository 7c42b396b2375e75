import { sql, type RawBuilder } from 'kysely';
import { cityDay } from '../../rules/time/clock.ts';

/** What is numbered, in the words of its sequence. */
const SEQUENCES = {
  GD: 'work_order_number',
  HD: 'mismatch_number',
  PG: 'review_number',
  XT: 'system_number',
  XY: 'agreement_number',
  SQ: 'application_number',
  WG: 'misconduct_number',
  BA: 'filing_number',
  YJ: 'emergency_number',
  LY: 'use_report_number',
  CC: 'spot_check_number',
} as const;

/**
 * The next code that people see, such as `GD-2026-000017`, to be written into an insert; `year` is a year or a moment
 * in it. Codes grow past six digits and are never used again.
 */
export function orderCode(kind: keyof typeof SEQUENCES, year: number | Date): RawBuilder<string> {
  const shown = year instanceof Date ? cityDay(year).slice(0, 4) : String(year);
  const number = sql`nextval(${sql.lit(SEQUENCES[kind])})`;
  // `9` shows what is there, `0` fills up: `lpad` would cut the millionth code to the first one's.
  return sql<string>`${`${kind}-${shown}-`} || to_char(${number}, 'FM999999999999000000')`;
}
