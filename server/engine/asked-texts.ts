import type { FieldRule } from '../../rules/field-rules/field-rule.schema.ts';
import type { RowDifferences } from '../../rules/versions/version-changes.ts';
import { breachesOf, ruledTable, type AskTexts, type Breach } from '../rule-checks.ts';
import type { Bounds } from './database.ts';
import type { ChangesWanted, EngineTable } from './engine.types.ts';
import type { Loan } from './pool.ts';
import { noParameters } from './sql-text.ts';
import { describeTable } from './table-info.ts';
import { versionChanges } from './version-changes.ts';

type Lent = Pick<Loan, 'connection' | 'info'>;

const asking =
  ({ connection }: Lent, bounds: Bounds): AskTexts =>
  (sql) =>
    connection.all(sql, noParameters(), bounds);

/** How `now`, whose table the loan knows, differs from `before`. */
export async function changesBetween(
  loan: Lent,
  bounds: Bounds,
  before: EngineTable,
  now: EngineTable,
  wanted: ChangesWanted,
): Promise<RowDifferences> {
  const info = await describeTable(loan.connection, before);
  const known = { table: now, info: loan.info };
  return versionChanges(asking(loan, bounds), { table: before, info }, known, wanted);
}

/** How the table that the loan knows breaks each of the rules. */
export function breachesIn(
  loan: Lent,
  bounds: Bounds,
  { columns }: EngineTable,
  rules: readonly FieldRule[],
): Promise<Breach[]> {
  return breachesOf(asking(loan, bounds), ruledTable(loan.info, columns), rules);
}
