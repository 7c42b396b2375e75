import { basename, join } from 'node:path';
import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import type {
  Reading,
  ReadingChoices,
  ReadingTable,
  ReadingWarning,
} from '../../../../rules/reading/reading.schema.ts';
import { refusedBy, refuse } from '../../../../rules/reading/refusal.ts';
import { withScratch } from '../../scratch.ts';
import { withArchive, type Archive } from '../archive.ts';
import { note } from '../text-notes.ts';
import { partsOf, type Part, type Parts } from './parts.ts';
import type { InnerFormats, Unpacked } from './packed.ts';
import { fullAllowance, unpackEntry, type Allowance } from './unpack.ts';

/** Unpacks a part into `folder`, all of its files under one name, as they lie beside each other; answers where it is. */
async function unpackPart(
  archive: Archive,
  { files }: Part,
  allowance: Allowance,
  folder: string,
): Promise<string> {
  const pathOf = (name: string): string =>
    join(folder, `part${/(\.shp\.xml|\.[a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? ''}`);
  const paths = new Map(files.map((name) => [pathOf(name), name]));
  for (const [path, name] of paths) await unpackEntry(archive, name, path, allowance);
  return [...paths.keys()][0] ?? folder;
}

const withPart = <T>(
  archive: Archive,
  part: Part,
  allowance: Allowance,
  work: (path: string) => Promise<T>,
): Promise<T> => withScratch(async (folder) => work(await unpackPart(archive, part, allowance, folder)));

/** The tables of one part as they are read, or that it is none. */
interface ReadPart {
  part: Part;
  reading: Reading;
}

const ownName = (entry: string): string => basename(entry).replace(/\.[^.]*$/, '');

/** What a table of an archive is called: by its entry, and within that by its own name where it has one. */
const tableName = (entry: string, { name }: ReadingTable): string =>
  name === ownName(entry) ? entry : `${entry}/${name}`;

const innerName = (entry: string, name: string): string =>
  name === entry ? ownName(entry) : name.slice(entry.length + 1);

const shortList = (names: readonly string[]): string =>
  names.slice(0, READING_LIMITS.listedRows).join(', ') +
  (names.length > READING_LIMITS.listedRows ? ' …' : '');

interface Looked {
  read: ReadPart[];
  sides: string[];
  refused: string[];
}

/** Reads every part with what is detected, so that all tables of the archive are known. */
async function lookThrough(
  archive: Archive,
  { parts, sides }: Parts,
  formats: InnerFormats,
): Promise<Looked> {
  const found: Looked = { read: [], sides: [...sides], refused: [] };
  const allowance = fullAllowance();
  for (const part of parts) {
    try {
      const reading = await withPart(archive, part, allowance, (path) =>
        formats.inspect(path, basename(part.entry), {}),
      );
      found.read.push({ part, reading });
    } catch (error) {
      const refused = refusedBy(error);
      if (!refused || refused.reason === 'encrypted-archive' || refused.reason === 'unpacked-bytes')
        throw error;
      (refused.code === 'unsupported-format' ? found.sides : found.refused).push(part.entry);
    }
  }
  return found;
}

/** Where table `number` of the archive is: its part, and its number there. */
function locate(read: readonly ReadPart[], number: number): { at: ReadPart; inner: number } {
  let before = 0;
  for (const at of read) {
    const count = at.reading.tables.length;
    if (number <= before + count) return { at, inner: number - before };
    before += count;
  }
  return refuse('invalid-input', 'no-such-table', { number, count: before });
}

function refuseWithout({ nested, sides }: Parts): never {
  if (nested.length > 0) refuse('unsupported-format', 'nested-archive', { names: shortList(nested) });
  return refuse('unsupported-format', 'no-tables-in-archive', { names: shortList(sides) });
}

/** The reading of one table in terms of the whole archive. */
function outer(
  reading: Reading,
  part: Part,
  tables: readonly ReadingTable[],
  warnings: readonly ReadingWarning[],
): Reading {
  const [inner] = reading.tables.slice(reading.table - 1);
  const name = inner ? tableName(part.entry, inner) : part.entry;
  const number = tables.find((table) => table.name === name)?.number ?? 1;
  const several =
    tables.length > 1 ? [note('more-tables', { count: tables.length, table: number, name })] : [];
  return {
    ...reading,
    entry: part.entry,
    table: number,
    tables: tables.map((table) =>
      table.number === number && inner ? { ...table, rows: inner.rows } : table,
    ),
    warnings: [
      note('unpacked', { container: 'zip', entry: part.entry }),
      ...several,
      ...warnings,
      ...reading.warnings.filter(({ code }) => code !== 'more-tables'),
    ],
  };
}

const listed = (code: 'side-files' | 'refused-entries', names: readonly string[]): ReadingWarning[] =>
  names.length > 0 ? [{ ...note(code, { count: names.length, names: shortList(names) }) }] : [];

async function inspectOne(
  archive: Archive,
  part: Part,
  { sides, nested }: Parts,
  choices: ReadingChoices,
  formats: InnerFormats,
): Promise<Reading> {
  const reading = await withPart(archive, part, fullAllowance(), (path) =>
    formats.inspect(path, basename(part.entry), choices),
  );
  const tables = reading.tables.map((table) => ({ ...table, name: tableName(part.entry, table) }));
  return outer(reading, part, tables, listed('side-files', [...sides, ...nested]));
}

async function inspectMany(
  archive: Archive,
  parts: Parts,
  choices: ReadingChoices,
  formats: InnerFormats,
): Promise<Reading> {
  const { read, sides, refused } = await lookThrough(archive, parts, formats);
  if (read.length === 0) refuseWithout({ ...parts, sides: [...sides, ...refused] });
  const tables = read
    .flatMap(({ part, reading }) =>
      reading.tables.map(({ name, rows }, i) => ({
        number: 0,
        name: tableName(part.entry, { number: i, name, rows }),
        rows,
      })),
    )
    .map((table, i) => ({ ...table, number: i + 1 }));
  if (tables.length > READING_LIMITS.tables)
    refuse('too-large', 'too-many-tables', { count: tables.length, limit: READING_LIMITS.tables });
  const warnings = [
    ...listed('side-files', [...sides, ...parts.nested]),
    ...listed('refused-entries', refused),
  ];
  const { table = 1, ...others } = choices;
  const { at, inner } = locate(read, table);
  const asDetected = Object.keys(others).length === 0 && at.reading.table === inner;
  const reading = asDetected
    ? at.reading
    : await withPart(archive, at.part, fullAllowance(), (path) =>
        formats.inspect(path, basename(at.part.entry), { ...others, table: inner }),
      );
  return outer(reading, at.part, tables, warnings);
}

/** Reads one table of a ZIP; `table` counts through all tables of all its files. */
export const inspectZip = (path: string, choices: ReadingChoices, formats: InnerFormats): Promise<Reading> =>
  withArchive(path, (archive) => {
    const parts = partsOf(archive.entries);
    const [first] = parts.parts;
    if (!first) return refuseWithout(parts);
    if (parts.parts.length > READING_LIMITS.tables)
      refuse('too-large', 'too-many-tables', { count: parts.parts.length, limit: READING_LIMITS.tables });
    return parts.parts.length === 1
      ? inspectOne(archive, first, parts, choices, formats)
      : inspectMany(archive, parts, choices, formats);
  });

/** The reading as the format of the entry made it. */
function innerReading(reading: Reading, entry: string): Reading {
  const name = reading.tables[reading.table - 1]?.name;
  const own = reading.tables.filter((table) => table.name === entry || table.name.startsWith(`${entry}/`));
  return {
    ...reading,
    entry: null,
    table: own.findIndex((table) => table.name === name) + 1,
    tables: own.map((table, i) => ({ ...table, number: i + 1, name: innerName(entry, table.name) })),
  };
}

/** Unpacks what a reading of a ZIP is about into `folder`. */
export const unpackZip = (path: string, reading: Reading, entry: string, folder: string): Promise<Unpacked> =>
  withArchive(path, async (archive) => {
    const part = partsOf(archive.entries).parts.find((other) => other.entry === entry);
    if (!part) return refuse('unreadable-file', 'damaged-archive', { part: entry });
    const inner = await unpackPart(archive, part, fullAllowance(), folder);
    return { path: inner, reading: innerReading(reading, entry) };
  });
