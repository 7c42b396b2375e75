import { Problem } from '../../rules/problems/problems.ts';
import { neutralOf, textOf } from './cell-text.ts';
import { compileCount, compileExport, compileLongest } from './compile-query.ts';
import type { Encode } from './encoding.ts';
import type { ExportOrder } from './engine.types.ts';
import type { Loan } from './pool.ts';
import { CELL_LIMIT } from './xlsx-cells.ts';
import { xlsxStream } from './xlsx-writer.ts';

/** What a sheet can hold, its header among the rows. */
const SHEET_LIMITS = { rows: 1_048_576, columns: 16_384 } as const;

/** Writes a workbook. Throws `too-large` when rows, columns or a text are more than a sheet can hold. */
export const encodeXlsx: Encode = async function* ({ loan, order, stop }) {
  await refuseTooLarge(loan, order, stop);
  const { query, options } = order;
  const columns = query.select.map(({ name, expression: { type } }) => ({ name, type }));
  const { sql, parameters } = compileExport(query, loan.info, ({ values }) =>
    values.map((value, index) => {
      const type = columns[index]?.type ?? 'text';
      return options.neutraliseFormulas && type === 'text' ? neutralOf(value) : textOf(value, type);
    }),
  );
  yield* xlsxStream(columns, loan.connection.chunks(sql, parameters, { stop }));
};

async function refuseTooLarge(
  { connection, info }: Loan,
  { table, query }: ExportOrder,
  stop: AbortSignal,
): Promise<void> {
  if (query.select.length > SHEET_LIMITS.columns)
    throw new Problem('too-large', { limit: SHEET_LIMITS.columns });
  const most = SHEET_LIMITS.rows - 1;
  if (Math.min(table.rows, query.limit ?? Infinity) > most) {
    const { sql, parameters } = compileCount(query, info);
    const [[rows] = []] = await connection.all(sql, parameters, { stop });
    if (Math.min(Number(rows), query.limit ?? Infinity) > most)
      throw new Problem('too-large', { limit: most, rows: Number(rows) });
  }
  const longest = compileLongest(query, info);
  const [[length] = []] = longest ? await connection.all(longest.sql, longest.parameters, { stop }) : [];
  if (Number(length ?? 0) > CELL_LIMIT)
    throw new Problem('too-large', { limit: CELL_LIMIT, characters: Number(length) });
}
