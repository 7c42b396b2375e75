import type { DuckDBInstance } from '@duckdb/node-api';
import { connect, openDatabase, type Connection, type Texts } from './database.ts';
import type { EngineSettings } from './engine.types.ts';
import { createGate } from './gate.ts';
import { bindText, noParameters, quoteText, type Parameters } from './sql-text.ts';

/** Access records as lines, one JSON object each; line numbers begin at 1. */
export interface AccessLines {
  segment: string;
  path: string;
}

/** Where access records are read from. */
export interface AccessSources {
  /** Parquet files that {@link AccessArchive} wrote. */
  sealed: readonly string[];
  unsealed: readonly AccessLines[];
}

export interface AccessPlace {
  /** ISO 8601, milliseconds, UTC. */
  at: string;
  segment: string;
  line: number;
}

export interface ArchivedAccess extends AccessPlace {
  account: string | null;
  token: string | null;
  role: string;
  address: string;
  operation: string;
  dataset: string | null;
  version: number | null;
  format: string | null;
  status: number;
  bytes: number;
  durationUs: number;
  trace: string;
}

export interface AccessCondition {
  /** An id. */
  dataset?: string | undefined;
  /** Moments in ISO 8601: from the first on, before the second. */
  from?: string | undefined;
  to?: string | undefined;
}

/** Successful calls that gave away data of one dataset on one day in +08:00. */
export interface DayOfUse {
  dataset: string;
  /** YYYY-MM-DD */
  day: string;
  calls: number;
  downloads: number;
}

export interface SealedFacts {
  records: number;
  /** Lines that could not be read. */
  damaged: number;
  /** ISO 8601; null without records. */
  firstAt: string | null;
  lastAt: string | null;
}

/** Access records in Parquet. Everything throws `query-timeout`, `too-large`, `unavailable`. */
export interface AccessArchive {
  /** Writes lines as a Parquet file. */
  seal(lines: AccessLines, into: string): Promise<SealedFacts>;
  /** Writes several Parquet files as one, in order of time. */
  merge(files: readonly string[], into: string): Promise<SealedFacts>;
  /** The newest first, from below `after` on. */
  page(
    sources: AccessSources,
    condition: AccessCondition,
    limit: number,
    after: AccessPlace | null,
  ): Promise<ArchivedAccess[]>;
  count(sources: AccessSources, condition: AccessCondition): Promise<number>;
  /** `calls` and `downloads` are the operations that count as the one and the other. */
  uses(
    sources: AccessSources,
    condition: AccessCondition & { from: string },
    of: { calls: readonly string[]; downloads: readonly string[] },
  ): Promise<DayOfUse[]>;
  close(): Promise<void>;
}

export type AccessArchiveSettings = Pick<EngineSettings, 'temporaryDirectory' | 'allowedDirectories'>;

const TYPES = {
  at: 'TIMESTAMPTZ',
  account: 'VARCHAR',
  token: 'VARCHAR',
  role: 'VARCHAR',
  address: 'VARCHAR',
  operation: 'VARCHAR',
  dataset: 'VARCHAR',
  version: 'INTEGER',
  format: 'VARCHAR',
  status: 'SMALLINT',
  bytes: 'BIGINT',
  duration_us: 'INTEGER',
  trace: 'VARCHAR',
};
const LIMITS = { memoryLimit: '256MB', threads: 1 };
const READ_MS = 5000;
const WRITE_MS = 600_000;
/** One for whoever seals and one for whoever reads. */
const PLACES = 2;
/** At 20 to 30 bytes a record, pages of a moment read one group of 32 k rows. */
const PARQUET = 'FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 32768';

/**
 * Opens at its first use a database of its own: who called what is not for the engine that answers the public, and a
 * long search through records holds up none of its pages. One thread keeps lines in their order.
 */
export function createAccessArchive(settings: AccessArchiveSettings): AccessArchive {
  const gate = createGate(PLACES, READ_MS);
  let opened: Promise<DuckDBInstance> | null = null;
  const borrow = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    const leave = await gate.enter();
    try {
      const connection = await connect(await (opened ??= openDatabase({ ...settings, ...LIMITS })));
      try {
        return await work(connection);
      } finally {
        // After an error inside it a database answers nothing any more: the next use opens another.
        if (connection.broken()) opened = null;
        connection.close();
      }
    } finally {
      leave();
    }
  };
  const write = (select: string, into: string): Promise<WrittenFacts> =>
    borrow(async (connection) => {
      const copy = `COPY (${select}) TO ${quoteText(into)} (${PARQUET})`;
      await connection.run(copy, noParameters(), { timeoutMs: WRITE_MS });
      return factsOf(connection, into);
    });
  const read = (what: string, sources: AccessSources, asked: Asked): Promise<Texts> =>
    borrow((connection) => {
      const parameters = noParameters();
      const where = whereSql(asked, parameters);
      const sql = `SELECT ${what} FROM ${recordsSql(sources)}${where}${asked.rest ?? ''}`;
      return connection.all(sql, parameters, { timeoutMs: READ_MS });
    });
  return {
    seal: async (lines, into) => {
      const { lastLine, ...facts } = await write(linesSql(lines), into);
      return { ...facts, damaged: lastLine - facts.records };
    },
    merge: async (files, into) => {
      const all = `SELECT * FROM ${filesSql(files)} ORDER BY "at", segment, line`;
      const { lastLine: _, ...facts } = await write(all, into);
      return { ...facts, damaged: 0 };
    },
    page: async (sources, condition, limit, after) => {
      const rest = ` ORDER BY "at" DESC, segment DESC, line DESC LIMIT ${limit}`;
      return (await read(SHOWN, sources, { ...condition, after, rest })).map(accessOf);
    },
    count: async (sources, condition) => {
      const [[counted] = []] = await read('CAST(count(*) AS VARCHAR)', sources, condition);
      return Number(counted);
    },
    uses: async (sources, condition, of) => {
      const { what, rest } = usesSql(of);
      return (await read(what, sources, { ...condition, rest })).map(dayOfUse);
    },
    close: async () => {
      const closing = opened;
      opened = null;
      (await closing)?.closeSync();
    },
  };
}

interface Asked extends AccessCondition {
  after?: AccessPlace | null;
  /** What follows the condition. */
  rest?: string;
}

interface WrittenFacts extends Omit<SealedFacts, 'damaged'> {
  lastLine: number;
}

const LINE_COLUMNS = Object.entries(TYPES)
  .map(([name, type]) => `"${name}": '${type}'`)
  .join(', ');
const MOMENT = `strftime("at" AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%gZ')`;
const SHOWN = `${MOMENT}, segment, CAST(line AS VARCHAR), account, token, role, address, operation, dataset,
  CAST(version AS VARCHAR), format, CAST(status AS VARCHAR), CAST(bytes AS VARCHAR), CAST(duration_us AS VARCHAR), trace`;

/** A line that cannot be read has its number and no moment; numbered before it is left out. */
const linesSql = ({ segment, path }: AccessLines): string =>
  `SELECT * FROM (SELECT ${quoteText(segment)} AS segment, CAST(row_number() OVER () AS INTEGER) AS line, *
   FROM read_json(${quoteText(path)}, format = 'newline_delimited', columns = {${LINE_COLUMNS}}, ignore_errors = true))
   WHERE "at" IS NOT NULL`;

const filesSql = (files: readonly string[]): string => `read_parquet([${files.map(quoteText).join(', ')}])`;

function recordsSql({ sealed, unsealed }: AccessSources): string {
  const parts = unsealed.map(linesSql);
  if (sealed.length > 0) parts.push(`SELECT * FROM ${filesSql(sealed)}`);
  return `(${parts.join(' UNION ALL BY NAME ')})`;
}

function whereSql({ dataset, from, to, after }: Asked, parameters: Parameters): string {
  const moment = (text: string): string => `CAST(${bindText(parameters, text)} AS TIMESTAMPTZ)`;
  const conditions: string[] = [];
  if (dataset !== undefined) conditions.push(`dataset = ${bindText(parameters, dataset)}`);
  if (from !== undefined) conditions.push(`"at" >= ${moment(from)}`);
  if (to !== undefined) conditions.push(`"at" < ${moment(to)}`);
  if (after) {
    // The first condition lets the engine pass over groups of rows.
    const place = `${moment(after.at)}, ${bindText(parameters, after.segment)}, ${after.line}`;
    conditions.push(`"at" <= ${moment(after.at)}`, `("at", segment, line) < (${place})`);
  }
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}

/** Needs a condition before it. */
function usesSql({ calls, downloads }: Record<'calls' | 'downloads', readonly string[]>): {
  what: string;
  rest: string;
} {
  const among = (names: readonly string[]): string => `operation IN (${names.map(quoteText).join(', ')})`;
  const counted = (names: readonly string[]): string =>
    `CAST(count(*) FILTER (WHERE ${among(names)}) AS VARCHAR)`;
  const day = `strftime("at" AT TIME ZONE 'Asia/Shanghai', '%Y-%m-%d')`;
  const fitting = `dataset IS NOT NULL AND status < 400 AND ${among([...calls, ...downloads])}`;
  return {
    what: `dataset, ${day}, ${counted(calls)}, ${counted(downloads)}`,
    rest: ` AND ${fitting} GROUP BY 1, 2`,
  };
}

const dayOfUse = ([dataset, day, calls, downloads]: (string | null)[]): DayOfUse => ({
  dataset: dataset ?? '',
  day: day ?? '',
  calls: Number(calls),
  downloads: Number(downloads),
});

async function factsOf(connection: Connection, file: string): Promise<WrittenFacts> {
  const moment = (which: string): string => MOMENT.replace('"at"', `${which}("at")`);
  const sql = `SELECT CAST(count(*) AS VARCHAR), CAST(max(line) AS VARCHAR), ${moment('min')}, ${moment('max')} FROM ${filesSql([file])}`;
  const [[records, lastLine, firstAt = null, lastAt = null] = []] = await connection.all(sql);
  return { records: Number(records), lastLine: Number(lastLine ?? 0), firstAt, lastAt };
}

function accessOf(row: (string | null)[]): ArchivedAccess {
  const [at, segment, line, account, token, role, address, operation, dataset, ...others] = row;
  const [version, format, status, bytes, durationUs, trace] = others;
  return {
    at: at ?? '',
    segment: segment ?? '',
    line: Number(line),
    account: account ?? null,
    token: token ?? null,
    role: role ?? '',
    address: address ?? '',
    operation: operation ?? '',
    dataset: dataset ?? null,
    version: version ? Number(version) : null,
    format: format ?? null,
    status: Number(status),
    bytes: Number(bytes),
    durationUs: Number(durationUs),
    trace: trace ?? '',
  };
}
