import { OPEN_CLASSES, UPDATE_FREQUENCIES } from '../../../rules/datasets/list-entry.schema.ts';
import { SYSTEM_INTERFACES, type SchemeItem } from '../../../rules/systems/acceptance.ts';
import type { SystemInput } from '../../../rules/systems/systems.operations.ts';
import { choiceOf, integerOf, textOf } from '../form-data.ts';

/** An item as it is written: its entry by name. */
export interface WrittenItem extends Omit<SchemeItem, 'catalogueEntryId'> {
  entryName: string;
}
export interface WrittenSystem {
  name: string;
  purpose: string;
  items: WrittenItem[];
}

/** Empty rows after the written ones, so that a scheme grows without scripts. */
export const SPARE_ROWS = 2;
const MOST_ROWS = 200;

export const control = (part: string, place: number): string => `${part}.${String(place)}`;

export function systemFrom(form: FormData): WrittenSystem {
  const rows = Math.min(integerOf(form, 'rows') ?? 0, MOST_ROWS);
  const items = Array.from({ length: rows }, (_, place) => ({
    name: textOf(form, control('item', place)),
    openClass: choiceOf(form, control('class', place), OPEN_CLASSES) ?? 'unconditional',
    interface: choiceOf(form, control('interface', place), SYSTEM_INTERFACES) ?? 'file',
    updateFrequency: choiceOf(form, control('frequency', place), UPDATE_FREQUENCIES) ?? 'yearly',
    entryName: textOf(form, control('entry', place)),
  }));
  return {
    name: textOf(form, 'name'),
    purpose: textOf(form, 'purpose'),
    items: items.filter(({ name }) => name !== ''),
  };
}

type Find = (name: string) => Promise<string | null>;

/** The same with the entries' ids; or the names of entries that the catalogue has not. */
export async function withEntries(
  { name, purpose, items }: WrittenSystem,
  find: Find,
): Promise<SystemInput | string[]> {
  const found = await Promise.all(
    items.map(async ({ entryName }) => (entryName === '' ? null : find(entryName))),
  );
  const unknown = items.flatMap(({ entryName }, place) =>
    entryName !== '' && !found[place] ? [entryName] : [],
  );
  if (unknown.length > 0) return unknown;
  const scheme = items.map(({ entryName: _name, ...item }, place) => ({
    ...item,
    catalogueEntryId: found[place] ?? null,
  }));
  return { name, purpose, scheme };
}
