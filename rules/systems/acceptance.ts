import { Type, type Static } from 'typebox';
import { Literals, Nullable } from '../api/views.ts';
import type { DatasetState } from '../datasets/dataset.machine.ts';
import { isStricter, OpenClass, UPDATE_FREQUENCIES, UpdateFrequency } from '../datasets/list-entry.schema.ts';

export const SYSTEM_INTERFACES = ['file', 'api', 'file-and-api'] as const;

/** One kind of data that a system is expected to yield: what its open-data scheme promises of it (`xz-23`). */
export const SchemeItem = Type.Object(
  {
    name: Type.String({ minLength: 2, maxLength: 200 }),
    openClass: OpenClass,
    interface: Literals(SYSTEM_INTERFACES),
    updateFrequency: UpdateFrequency,
    /** The entry of the body's catalogue that describes it; null while it is not catalogued. */
    catalogueEntryId: Nullable(Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })),
  },
  { additionalProperties: false },
);
export type SchemeItem = Static<typeof SchemeItem>;

/** How catalogue and open list fall short of what the scheme promises. */
export const SYSTEM_LACKS = [
  'no-entry',
  'no-fields',
  'declared-stricter',
  'not-listed',
  'listed-stricter',
  'less-often',
] as const;
export type SystemLack = (typeof SYSTEM_LACKS)[number];

/** What catalogue and open list say of an item by now. */
export interface Provided {
  entry: { openness: OpenClass; fieldCount: number } | null;
  listed: { state: DatasetState; openClass: OpenClass; updateFrequency: UpdateFrequency }[];
}

/** Everything that is missing of one item, at once; empty when catalogue and list carry it out (`xz-23`). */
export function lacksOf(item: Omit<SchemeItem, 'name'>, { entry, listed }: Provided): SystemLack[] {
  const isOpen = item.openClass !== 'closed';
  if (entry === null) return isOpen ? ['no-entry', 'not-listed'] : ['no-entry'];
  return [
    ...(entry.fieldCount === 0 ? (['no-fields'] as const) : []),
    ...(isStricter(entry.openness, item.openClass) ? (['declared-stricter'] as const) : []),
    ...(isOpen ? listLacks(item, listed) : []),
  ];
}

function listLacks(item: Omit<SchemeItem, 'name'>, listed: Provided['listed']): SystemLack[] {
  if (listed.length === 0) return ['not-listed'];
  const often = (frequency: UpdateFrequency): number => UPDATE_FREQUENCIES.indexOf(frequency);
  return [
    ...(listed.every(({ openClass }) => isStricter(openClass, item.openClass))
      ? (['listed-stricter'] as const)
      : []),
    ...(listed.every(({ updateFrequency }) => often(updateFrequency) > often(item.updateFrequency))
      ? (['less-often'] as const)
      : []),
  ];
}
