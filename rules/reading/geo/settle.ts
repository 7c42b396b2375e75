import type { NoteArguments, ReadingChoices, ReadingWarning } from '../reading.schema.ts';
import { refuse } from '../refusal.ts';
import type { RowList } from '../table-observer.ts';
import { conversionOf } from './convert.ts';
import { hintIn, isKnownSystem } from './systems.ts';

/** What a file says of its coordinates, before any of them was seen. */
export interface Statement {
  /** The system that it states; null when it states none, or one that is not known. */
  system: string | null;
  /** Its words where they name nothing that is known. */
  unknown?: string;
  /** The format's own standard says that coordinates are WGS-84. */
  isStandard?: boolean;
}

/** The system that the coordinates are taken to be in, and why. */
export interface Supposed {
  system: string | null;
  by: 'choice' | 'statement' | 'name' | null;
  /** What the name of the file speaks of, where that is another system. */
  contrary: string | null;
}

/** Who says what comes first: a person, the file, the name of the file. Throws `invalid-input` for an unknown choice. */
export function supposedSystem(
  { system }: Statement,
  fileName: string,
  choices: Pick<ReadingChoices, 'coordinateSystem'>,
): Supposed {
  const chosen = choices.coordinateSystem;
  if (chosen !== undefined && !isKnownSystem(chosen))
    refuse('invalid-input', 'unknown-coordinates', { system: chosen });
  const hinted = hintIn(fileName);
  if (chosen !== undefined) return { system: chosen, by: 'choice', contrary: null };
  if (system !== null)
    return { system, by: 'statement', contrary: hinted !== null && hinted !== system ? hinted : null };
  return { system: hinted, by: hinted === null ? null : 'name', contrary: null };
}

const warning = (code: string, args: NoteArguments = {}, row: number | null = null): ReadingWarning => ({
  code,
  row,
  column: null,
  args,
});

export function listedRows(code: string, { count, rows }: RowList): ReadingWarning[] {
  if (count === 0) return [];
  const shown = rows.join(', ') + (count > rows.length ? ' …' : '');
  return [warning(code, { count, rows: shown }, rows[0] ?? null)];
}

export interface Settled {
  system: string | null;
  warnings: ReadingWarning[];
}

/** Whether most of the places that were seen can only be in metres. */
export interface Seen {
  places: number;
  metres: number;
}

function unsettled(statement: Statement, { places, metres }: Seen): Settled {
  if (statement.unknown !== undefined)
    return {
      system: null,
      warnings: [warning('coordinates-unknown', { text: statement.unknown.slice(0, 80) })],
    };
  const inMetres = metres * 2 > places;
  if (statement.isStandard && !inMetres)
    return { system: 'WGS-84', warnings: [warning('coordinates-by-standard')] };
  if (places === 0) return { system: null, warnings: [] };
  return {
    system: null,
    warnings: [warning('coordinates-unstated', { unit: inMetres ? 'metres' : 'degrees' })],
  };
}

/** Names the system once all places were seen, with what there is to say about it. It is never guessed silently. */
export function settle(supposed: Supposed, statement: Statement, seen: Seen): Settled {
  const { system, by, contrary } = supposed;
  if (system === null) return unsettled(statement, seen);
  const warnings: ReadingWarning[] = [];
  if (by === 'name') warnings.push(warning('coordinates-by-name', { system }));
  if (contrary !== null) warnings.push(warning('coordinates-disagree', { system, contrary }));
  return { system, warnings };
}

/** The statement of what a conversion to WGS-84 does; nothing where there is none. */
export function conversionNote(system: string | null): ReadingWarning[] {
  if (system === null || system === 'WGS-84') return [];
  return [warning('coordinates-converted', { from: system, how: conversionOf(system) })];
}
