import type { ColumnType } from '../reading/reading.schema.ts';
import type { ColumnProfile } from './version.schema.ts';

interface Profiled {
  rows: number;
  columns: readonly { name: string; type: ColumnType; profile: Pick<ColumnProfile, 'nulls' | 'distinct'> }[];
}

const KEYS: readonly ColumnType[] = ['text', 'integer'];
/** Names of columns that number the rows: another row of the next table has the same number. */
const RUNNING = /^(?:序号|行号|no\.?|#|index|rownum)$/i;
const CODE = /编号|编码|代码|标识|code|id$/i;

/**
 * Columns whose values may name the rows of both tables, the likeliest first: all there and all different, as far as
 * the profiles know. `counted` says how near to the number of rows a count of different values must come: 1 where it is
 * exact.
 */
export function keyCandidates(now: Profiled, before: Profiled, counted = 1): string[] {
  const names = ({ columns, rows }: Profiled): Set<string> =>
    new Set(
      columns
        .filter(({ type }) => KEYS.includes(type))
        .filter(({ profile: { nulls, distinct } }) => nulls === 0 && distinct >= rows * counted)
        .map(({ name }) => name),
    );
  const last = names(before);
  const both = [...names(now)].filter((name) => last.has(name) && !RUNNING.test(name));
  return [...both.filter((name) => CODE.test(name)), ...both.filter((name) => !CODE.test(name))];
}
