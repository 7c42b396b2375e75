import { mkdir } from 'node:fs/promises';
import { wholeTable, type QueryField } from '../../../rules/expressions/query-tree.ts';
import type { Behind, FieldUse, HotColumn, HotShape } from '../../store/hot/index.ts';
import { jsonOf } from '../cell-text.ts';
import { connect, openDatabase, type Connection } from '../database.ts';
import type { EngineTable } from '../engine.types.ts';
import { rowSource, tableScope } from '../row-source.ts';
import { noParameters, quoteText } from '../sql-text.ts';
import { describeTable, type TableInfo } from '../table-info.ts';
import { SEPARATOR } from './cells.ts';
import { valueType } from './hot-condition.ts';

export interface LinesSettings {
  temporaryDirectory: string;
  allowedDirectories: readonly string[];
}

export interface WantedColumn {
  field: QueryField;
  uses: ReadonlySet<FieldUse>;
  behind: readonly Behind[];
}

/** A version as a hot table takes it. */
export interface HotLines {
  shape: HotShape;
  /** Number, cells and columns, as PostgreSQL's text format of COPY has them. */
  lines(stop: AbortSignal): AsyncIterable<Uint8Array>;
  close(): void;
}

/** One thread: what is made ahead of need does not take from those who ask now. */
const LIMITS = { memoryLimit: '256MB', threads: 1 };
const MAKING_MS = 1_800_000;
/** Characters of each of two texts that an index takes, whatever they are: PostgreSQL's limit is 2,704 bytes. */
const INDEXED_CHARACTERS = 300;
const DAYS = `BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'`;

/** Opens a version in a database of its own; of the wanted columns those are taken that PostgreSQL holds exactly. */
export async function openHotLines(
  settings: LinesSettings,
  table: EngineTable,
  wanted: readonly WantedColumn[],
): Promise<HotLines> {
  await mkdir(settings.temporaryDirectory, { recursive: true, mode: 0o700 });
  const instance = await openDatabase({ ...settings, ...LIMITS });
  const connection = await connect(instance);
  const close = (): void => {
    connection.close();
    instance.closeSync();
  };
  try {
    const info = await describeTable(connection, table);
    const columns: HotColumn[] = [];
    for (const each of wanted) {
      const column = await columnOf(connection, info, each, columns.length);
      if (column) columns.push(column);
    }
    const has = new Set(columns.map(({ field }) => field));
    const refused = wanted.map(({ field }) => field.name).filter((name) => !has.has(name));
    const shape = {
      columns: columns.map((each) => ({
        ...each,
        behind: each.behind.filter(({ field }) => has.has(field)),
      })),
      refused,
    };
    return { shape, lines: (stop) => linesOf(connection, info, table, { columns, stop }), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Null where a value has no equal in PostgreSQL: far days, texts with a NUL, texts too long for an index. */
async function columnOf(
  connection: Connection,
  info: TableInfo,
  { field: { name, type }, uses, behind }: WantedColumn,
  place: number,
): Promise<HotColumn | null> {
  const sql = tableScope(info, noParameters()).field(name);
  const held = heldSql(sql, type);
  if (held === null) return null;
  const [[physical, fits] = []] = await connection.all(
    `SELECT min(typeof(${sql})), CAST(coalesce(bool_and(${held}), true) AS VARCHAR) FROM ${info.from}`,
    noParameters(),
    { timeoutMs: MAKING_MS },
  );
  const postgres = typeOf(physical ?? '');
  if (fits !== 'true' || postgres === null) return null;
  const descends = uses.has('desc');
  const indexes =
    descends && !uses.has('asc')
      ? (['desc'] as const)
      : descends
        ? (['asc', 'desc'] as const)
        : (['asc'] as const);
  return { field: name, column: `c${place}`, type: postgres, physical: physical ?? '', indexes, behind };
}

function heldSql(sql: string, type: QueryField['type']): string | null {
  if (valueType(type) === null) return null;
  if (type === 'text') return `(length(${sql}) <= ${INDEXED_CHARACTERS} AND NOT contains(${sql}, chr(0)))`;
  if (type === 'date' || type === 'datetime') return `(isfinite(${sql}) AND CAST(${sql} AS DATE) ${DAYS})`;
  return 'true';
}

const TYPES: Readonly<Record<string, string>> = {
  VARCHAR: 'text collate "C"',
  TINYINT: 'bigint',
  SMALLINT: 'bigint',
  INTEGER: 'bigint',
  BIGINT: 'bigint',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
};

/** PostgreSQL's type that holds exactly the values of DuckDB's; null where none does. */
const typeOf = (physical: string): string | null =>
  TYPES[physical] ?? (/^DECIMAL\(\d+,\d+\)$/.test(physical) ? physical.replace('DECIMAL', 'numeric') : null);

async function* linesOf(
  connection: Connection,
  info: TableInfo,
  table: EngineTable,
  { columns, stop }: { columns: readonly HotColumn[]; stop: AbortSignal },
): AsyncIterable<Uint8Array> {
  const parameters = noParameters();
  const { values } = rowSource(wholeTable(table.columns), info, parameters);
  const cells = values.map((sql, index) => jsonOf(sql, table.columns[index]?.type ?? 'text'));
  const scope = tableScope(info, parameters);
  const own = columns.map(
    ({ field }) => `coalesce(${escaped(`CAST(${scope.field(field)} AS VARCHAR)`)}, '\\N')`,
  );
  const row = `replace(concat_ws(${quoteText(SEPARATOR)}, ${cells.join(', ')}), '\\', '\\\\')`;
  const parts = [`CAST(t.file_row_number AS VARCHAR)`, row, ...own].join(`, chr(9), `);
  const encoder = new TextEncoder();
  const bounds = { timeoutMs: MAKING_MS, stop };
  for await (const [lines = []] of connection.chunks(
    `SELECT concat(${parts}) FROM ${info.from}`,
    parameters,
    bounds,
  ))
    if (lines.length > 0) yield encoder.encode(`${lines.join('\n')}\n`);
}

/** What stands for itself in COPY's text format. */
const escaped = (sql: string): string =>
  `replace(replace(replace(replace(${sql}, '\\', '\\\\'), chr(9), '\\t'), chr(10), '\\n'), chr(13), '\\r')`;
