import type { ColumnType } from '../../rules/reading/reading.schema.ts';
import { cutOf, type Cut } from '../../rules/versions/distribution.ts';
import type { ColumnProfile, Distribution } from '../../rules/versions/version.schema.ts';
import { sqlName } from './duckdb.ts';
import type { Ask } from './look-into.ts';

interface Column {
  name: string;
  type: ColumnType;
  profile: ColumnProfile;
}

const TOP = 10;
/** With more different values than this none of them stands for the column. */
const MOST_DISTINCT = 10_000;
const LONGEST = 200;
/** Wider tables are described so far. */
const MOST_COLUMNS = 500;

/** The most frequent values and the histogram of each column, by its name. */
export async function distributionsOf(
  ask: Ask,
  table: string,
  columns: readonly Column[],
): Promise<Record<string, Distribution>> {
  const found: [string, Distribution][] = [];
  for (const column of columns.slice(0, MOST_COLUMNS)) {
    if (column.type === 'geometry') continue;
    found.push([
      column.name,
      { top: await topOf(ask, table, column), histogram: await histogramOf(ask, table, column) },
    ]);
  }
  return Object.fromEntries(found);
}

async function topOf(ask: Ask, table: string, { name, profile }: Column): Promise<Distribution['top']> {
  if (profile.distinct === 0 || profile.distinct > MOST_DISTINCT) return [];
  const value = sqlName(name);
  const rows = await ask(
    `SELECT left(CAST(${value} AS VARCHAR), ${LONGEST}), count(*) FROM ${table} WHERE ${value} IS NOT NULL
     GROUP BY ${value} HAVING count(*) > 1 ORDER BY 2 DESC, ${value} LIMIT ${TOP}`,
  );
  return rows.map(([text, count]) => ({ value: String(text), count: Number(count) }));
}

async function histogramOf(
  ask: Ask,
  table: string,
  { name, type, profile: { min, max } }: Column,
): Promise<Distribution['histogram']> {
  const cut = cutOf(type, min, max);
  if (!cut || min === null || max === null) return [];
  const value = sqlName(name);
  const bin =
    cut.by === 'step'
      ? `floor(CAST(${value} AS DOUBLE) / ${cut.step})`
      : `CAST(CAST(date_trunc('${cut.unit}', ${value}) AS DATE) AS VARCHAR)`;
  const rows = await ask(
    `SELECT CAST(${bin} AS VARCHAR), count(*) FROM ${table} WHERE ${value} IS NOT NULL GROUP BY 1`,
  );
  const counts = new Map(
    rows.map(([from, count]) => [cut.by === 'step' ? Number(from) : from, Number(count)]),
  );
  return cut.by === 'step' ? numberBins(cut.step, counts) : dateBins(cut.unit, counts);
}

type Counts = ReadonlyMap<unknown, number>;

/** Bins between the first and the last, those without a value among them. */
function numberBins(step: number, counts: Counts): Distribution['histogram'] {
  const places = [...counts.keys()].map(Number);
  const [first, last] = [Math.min(...places), Math.max(...places)];
  const edge = (place: number): string => String(Number((place * step).toPrecision(12)));
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const place = first + index;
    return { from: edge(place), to: edge(place + 1), count: counts.get(place) ?? 0 };
  });
}

type Unit = Extract<Cut, { by: 'calendar' }>['unit'];

function dateBins(unit: Unit, counts: Counts): Distribution['histogram'] {
  const starts = [...counts.keys()].map(String).sort();
  const last = starts.at(-1) ?? '';
  const bins: Distribution['histogram'] = [];
  for (let from = starts[0] ?? ''; from !== '' && from <= last;) {
    const to = after(from, unit);
    bins.push({ from, to, count: counts.get(from) ?? 0 });
    from = to;
  }
  return bins;
}

/** The first day of the next part of the calendar; both as `YYYY-MM-DD`. */
function after(start: string, unit: Unit): string {
  const [year = 0, month = 1, day = 1] = start.split('-').map(Number);
  const next = {
    day: [year, month - 1, day + 1],
    month: [year, month, 1],
    year: [year + 1, 0, 1],
    decade: [year + 10, 0, 1],
  }[unit] as [number, number, number];
  return new Date(Date.UTC(...next)).toISOString().slice(0, 10);
}
