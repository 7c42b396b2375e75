import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';

const PARTS = [
  'name',
  'summary',
  'domain',
  'timeCoverage',
  'area',
  'updateFrequency',
  'description',
  'binding',
] as const;

/** What a pointer names: the element, and the field that it belongs to. */
export function elementOf(
  { fields }: ListEntry,
  pointer: string,
): { part: (typeof PARTS)[number]; field: string } {
  const part = PARTS.find((each) => pointer.endsWith(`/${each}`)) ?? 'summary';
  const field = fields[Number(pointer.split('/')[2])];
  return { part, field: field ? field.label || field.name : '' };
}
