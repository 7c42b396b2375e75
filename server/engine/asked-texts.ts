import type { FieldRule } from '../../rules/field-rules/field-rule.schema.ts';
import type { Overlap } from '../../rules/graph/join-fields.ts';
import type { RowDifferences } from '../../rules/versions/version-changes.ts';
import { breachesOf, ruledTable, type AskTexts, type Breach } from '../rule-checks.ts';
import type { Bounds } from './database.ts';
import type { ChangesWanted, EngineTable, TableField } from './engine.types.ts';
import type { Loan } from './pool.ts';
import { noParameters } from './sql-text.ts';
import { describeTable, type TableInfo } from './table-info.ts';
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

/** How many different values a field of the table that the loan knows and another have, and how many of them both. */
export async function overlapOf(
  loan: Lent,
  bounds: Bounds,
  field: string,
  other: TableField,
): Promise<Overlap> {
  const info = await describeTable(loan.connection, other.table);
  const [[own, theirs, common] = []] = await asking(
    loan,
    bounds,
  )(
    `WITH own AS (${valuesOf(loan.info, field)}), other AS (${valuesOf(info, other.field)})
     SELECT CAST((SELECT count(*) FROM own) AS VARCHAR), CAST((SELECT count(*) FROM other) AS VARCHAR),
       CAST((SELECT count(*) FROM own SEMI JOIN other USING (v)) AS VARCHAR)`,
  );
  return { own: Number(own), other: Number(theirs), common: Number(common) };
}

/** As text, since one table may have numbers of another size. */
function valuesOf({ from, columns }: TableInfo, field: string): string {
  const column = columns.get(field)?.sql;
  if (column === undefined) throw new Error(`the file has no column for the field ${field}`);
  return `SELECT CAST(v AS VARCHAR) AS v FROM (SELECT DISTINCT t.${column} AS v FROM ${from}) WHERE v IS NOT NULL`;
}
