import type { ColumnType } from 'kysely';
import type { GrantLimits } from '../../../rules/grants/narrow.ts';
import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import type { MeasuredUse } from '../../../rules/use-reports/measured-use.schema.ts';
import type { UseReportContent } from '../../../rules/use-reports/use-report.schema.ts';
import type { Json } from './column-types.ts';

/** Not there at first. */
type Later<T> = ColumnType<T | null, undefined, T | null>;

/** What a thing, such as a report that is late, takes from a grant for as long as it lasts. */
export interface GrantHoldTable {
  id: string;
  grant_id: string;
  thing: string;
  thing_id: string;
  limits: Json<GrantLimits>;
  /** What somebody had restricted it to before; null: nothing, what is agreed holds. */
  base: Json<GrantTerms> | null;
  /** What held from then on. */
  held: Json<GrantTerms>;
  placed_at: Date;
  lifted_at: Later<Date>;
}

export interface UseReportTable {
  id: string;
  code: string;
  state: string;
  grant_id: string;
  number: number;
  /** First and last day (+08:00). */
  period_from: string;
  period_until: string;
  /** From when its clock runs. */
  due_since: Date;
  opened_at: Date;
  measured: Json<MeasuredUse> | null;
  content: Json<UseReportContent> | null;
  reasons: Json<string[]>;
  filed_by: Later<string>;
  filed_at: Later<Date>;
  decided_by: Later<string>;
  decided_at: Later<Date>;
}

export interface UseSuggestionTable {
  id: string;
  report_id: string;
  kind: string;
  words: string;
  answer: Later<string>;
  answered_by: Later<string>;
  answered_at: Later<Date>;
}
