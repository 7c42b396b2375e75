import { Type, type Static } from 'typebox';
import { hasPlaces } from './geo/has-places.ts';
import { columnNames } from './naming.ts';
import { NoteArguments, type ColumnType, type Reading, type ReadingChoices } from './reading.schema.ts';

/** How the last file of a dataset was read: what a person chose then, and what came of it. */
export interface SavedReading {
  choices: ReadingChoices;
  reading: Pick<Reading, 'format' | 'dialect' | 'columns' | 'table' | 'tables'>;
}

/** Where a new file does not fit the last reading; the sentence is in the locale under `reading.carry.<code>`. */
export const CarryDifference = Type.Object({ code: Type.String(), args: NoteArguments });
export type CarryDifference = Static<typeof CarryDifference>;

export interface Carried {
  choices: ReadingChoices;
  differences: CarryDifference[];
}

/** The names that the columns have from their header alone: what choices about columns are kept under. */
export const originalNames = ({ columns }: Pick<Reading, 'columns'>): string[] =>
  columnNames(columns.map(({ label }) => label));

/** What people are shown as the name of each column: the header's text, or what a person called it instead. */
export const shownLabels = (reading: Pick<Reading, 'columns'>): string[] => {
  const originals = originalNames(reading);
  return reading.columns.map(({ name, label }, i) => (name === originals[i] ? label : name));
};

const isText = ({ dialect }: Pick<Reading, 'dialect'>): boolean => dialect.delimiter !== '';

/** A sheet is known by its name; where every name is another one, by its place among equally many. */
function tableOf({ choices, reading }: SavedReading, fresh: Reading): number | null {
  if (choices.table === undefined) return null;
  const name = reading.tables.find(({ number }) => number === reading.table)?.name;
  const named = fresh.tables.find((table) => table.name === name);
  if (named) return named.number;
  return fresh.tables.length === reading.tables.length ? choices.table : null;
}

/**
 * What was chosen about encoding, delimiter, table and head of the last file, for a file that was read without any
 * choice as `fresh`. Numbers of single rows are never carried over, notes at the end only where they hide no data.
 */
export function carriedFrame(saved: SavedReading, fresh: Reading): Carried {
  const { choices, reading } = saved;
  const differences: CarryDifference[] = [];
  const kept: ReadingChoices = {};
  if (isText(reading) !== isText(fresh)) {
    const args = { before: reading.format, now: fresh.format };
    return { choices: kept, differences: [{ code: 'format', args }] };
  }
  if (isText(fresh)) Object.assign(kept, given(choices, ['encoding', 'delimiter', 'quote', 'escape']));
  const table = tableOf(saved, fresh);
  if (table !== null) kept.table = table;
  else if (choices.table !== undefined) differences.push({ code: 'table', args: { number: choices.table } });
  Object.assign(kept, given(choices, ['preambleRows', 'headerRows']));
  const { footerRows } = choices;
  if (footerRows !== undefined && footerRows <= fresh.footerRows) kept.footerRows = footerRows;
  else if (footerRows !== undefined)
    differences.push({ code: 'footer', args: { before: footerRows, now: fresh.footerRows } });
  return { choices: kept, differences };
}

function given(choices: ReadingChoices, parts: readonly (keyof ReadingChoices)[]): ReadingChoices {
  return Object.fromEntries(Object.entries(choices).filter(([part]) => parts.some((each) => each === part)));
}

/** Whether the columns of the last reading are found at least as well with what was carried over as without. */
export function frameFits(saved: SavedReading, framed: Reading, fresh: Reading): boolean {
  return matches(saved, framed) >= matches(saved, fresh);
}

function matches(saved: SavedReading, reading: Reading): number {
  const here = new Set(originalNames(reading));
  return originalNames(saved.reading).filter((name) => here.has(name)).length;
}

/**
 * What was chosen about columns and values, for a file whose rows were found as `framed`; columns answer to each other
 * by their labels. Each keeps the type that it had, so that a code whose digits look like a number stays a code.
 */
export function carriedColumns(saved: SavedReading, framed: Reading): Carried {
  const { choices, reading } = saved;
  const types: Record<string, ColumnType> = {};
  const last = new Map(originalNames(reading).map((name, i) => [name, reading.columns[i]]));
  const here = new Set(originalNames(framed));
  originalNames(framed).forEach((name, i) => {
    const type = last.get(name)?.type;
    if (type !== undefined && type !== framed.columns[i]?.type) types[name] = type;
  });
  const system = hasPlaces(framed) ? choices.coordinateSystem : undefined;
  const names = ofColumns(choices.names, here);
  const units = ofColumns(choices.units, here);
  return {
    choices: {
      ...(choices.missing && { missing: choices.missing }),
      ...(choices.leaveOut && { leaveOut: choices.leaveOut }),
      ...(names && { names }),
      ...(units && { units }),
      ...(system !== undefined && { coordinateSystem: system }),
      ...(Object.keys(types).length > 0 && { types }),
    },
    differences: [...columnDifferences(last, here), ...coordinateDifferences(system, framed)],
  };
}

/** A file that itself says another system than the one that is taken over. */
function coordinateDifferences(
  chosen: string | undefined,
  { coordinateSystem: said }: Reading,
): CarryDifference[] {
  if (chosen === undefined || said === null || said === chosen) return [];
  return [{ code: 'coordinates', args: { before: chosen, now: said } }];
}

function ofColumns(
  chosen: Record<string, string> | undefined,
  here: ReadonlySet<string>,
): Record<string, string> | null {
  const kept = Object.entries(chosen ?? {}).filter(([name]) => here.has(name));
  return kept.length > 0 ? Object.fromEntries(kept) : null;
}

function columnDifferences(last: ReadonlyMap<string, unknown>, here: ReadonlySet<string>): CarryDifference[] {
  const listed = (names: string[]) => ({ names: names.slice(0, 10).join('、'), count: names.length });
  const gone = [...last.keys()].filter((name) => !here.has(name));
  const added = [...here].filter((name) => !last.has(name));
  return [
    ...(gone.length > 0 ? [{ code: 'columns-gone', args: listed(gone) }] : []),
    ...(added.length > 0 ? [{ code: 'columns-new', args: listed(added) }] : []),
  ];
}

/**
 * Takes back the types that do not fit the new file: a value that nobody has seen is not made empty by last time's
 * choice, unless values were already made empty by it then.
 */
export function withoutUnfitTypes(saved: SavedReading, choices: ReadingChoices, read: Reading): Carried {
  const accepted = new Map(
    originalNames(saved.reading).map((name, i) => [name, (saved.reading.columns[i]?.plan.unfit ?? 0) > 0]),
  );
  const unfit = new Set<string>();
  const differences: CarryDifference[] = [];
  originalNames(read).forEach((name, i) => {
    const column = read.columns[i];
    if (
      !column ||
      !Object.hasOwn(choices.types ?? {}, name) ||
      column.plan.unfit === 0 ||
      accepted.get(name) === true
    )
      return;
    differences.push({
      code: 'type',
      args: { name: column.name, type: column.type, count: column.plan.unfit },
    });
    unfit.add(name);
  });
  const { types = {}, ...rest } = choices;
  const fitting = Object.entries(types).filter(([name]) => !unfit.has(name));
  const kept = fitting.length > 0 ? { ...rest, types: Object.fromEntries(fitting) } : rest;
  return { choices: kept, differences };
}
