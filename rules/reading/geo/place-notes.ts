import type { ReadingChoices, ReadingWarning } from '../reading.schema.ts';
import { isProjected } from './systems.ts';
import type { PlaceFacts } from './place-observer.ts';
import { listedRows, settle, supposedSystem, type Settled } from './settle.ts';

/** Columns in different systems: the reading names none of them as that of the table. */
function several({ columns }: PlaceFacts): Settled | null {
  const systems = new Set(columns.map(({ system }) => system ?? ''));
  if (systems.size < 2) return null;
  const pairs = columns.map(({ names, system }) => `${names} (${system ?? '?'})`).join('; ');
  const warning: ReadingWarning = { code: 'coordinates-several', row: null, column: null, args: { pairs } };
  return { system: null, warnings: [warning] };
}

/**
 * Names the system of the places in a table's columns, and the places that cannot be. `tableName` is that of the file or
 * sheet. The columns keep their values.
 */
export function placeNotes(
  facts: PlaceFacts,
  tableName: string,
  choices: Pick<ReadingChoices, 'coordinateSystem'>,
): Settled {
  const [first] = facts.columns;
  if (!first || facts.places === 0) return { system: null, warnings: [] };
  const name = first.system === null ? tableName : first.names;
  const supposed = supposedSystem({ system: null }, name, choices);
  const settled =
    (supposed.by === 'choice' ? null : several(facts)) ??
    settle(supposed, { system: null }, { places: facts.places, metres: facts.metres.count });
  const inDegrees = settled.system !== null && !isProjected(settled.system);
  return {
    system: settled.system,
    warnings: [
      ...settled.warnings,
      ...listedRows('coordinates-swapped', facts.swapped),
      ...listedRows('coordinates-outside', facts.outside),
      ...(inDegrees ? listedRows('coordinates-outside', facts.metres) : []),
      ...listedRows('coordinates-dms', facts.sexagesimal),
    ],
  };
}
