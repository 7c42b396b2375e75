import type { ColumnType } from 'kysely';
import type { Candidate } from '../../../rules/spot-checks/draw.ts';
import type { CheckAnswers, MeasuredCheck } from '../../../rules/spot-checks/spot-checks.operations.ts';
import type { Json } from './column-types.ts';

/** Not there at first. */
type Later<T> = ColumnType<T | null, undefined, T | null>;

export interface SpotCheckDrawTable {
  id: string;
  /** Whoever knows it can draw again from the candidates. */
  seed: string;
  /** Of which the grants are; null: of all. */
  body_id: string | null;
  candidates: Json<Candidate[]>;
  drawn: Json<string[]>;
  drawn_by: string;
  drawn_at: Date;
}

export interface SpotCheckTable {
  id: string;
  code: string;
  state: string;
  grant_id: string;
  draw_id: string | null;
  reason: string;
  opened_by: string;
  opened_role: string;
  opened_body_id: string | null;
  opened_at: Date;
  measured: Json<MeasuredCheck>;
  answers: Json<CheckAnswers> | null;
  answered_by: Later<string>;
  answered_at: Later<Date>;
  findings: Json<string[]>;
  /** The day (+08:00) to mend what was found by. */
  rectify_by: Later<string>;
  rectification: Later<string>;
  rectified_at: Later<Date>;
  reasons: Json<string[]>;
  judged_by: Later<string>;
  judged_at: Later<Date>;
  misconduct_id: Later<string>;
}
