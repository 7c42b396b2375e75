import { Type, type Static } from 'typebox';
import { Literals, Nullable } from '../api/views.ts';
import { COLUMN_TYPES } from '../reading/reading.schema.ts';
import type { VersionManifest } from './version.schema.ts';

const FieldShape = Type.Object({
  label: Type.String(),
  type: Literals(COLUMN_TYPES),
  unit: Type.String(),
});

const FieldChange = Type.Object({
  name: Type.String(),
  change: Literals(['added', 'removed', 'changed']),
  /** null for an added field. */
  before: Nullable(FieldShape),
  /** null for a removed field. */
  after: Nullable(FieldShape),
});
export type FieldChange = Static<typeof FieldChange>;

export const SchemaChanges = Type.Object({
  fields: Type.Array(FieldChange),
  /** Fields that both versions have stand in another order. */
  reordered: Type.Boolean(),
});
export type SchemaChanges = Static<typeof SchemaChanges>;

/** Values as text, at most 500 characters of each; by the name of the field. */
const RowTexts = Type.Record(Type.String(), Nullable(Type.String()));
export type RowTexts = Static<typeof RowTexts>;

const OneSided = Type.Object({
  /** In the file, counted from 1. */
  row: Type.Integer(),
  /** How often the row is there more (added) or less (removed); 1 where a key names the rows. */
  times: Type.Integer(),
  values: RowTexts,
});
const TwoSided = Type.Object({
  row: Type.Integer(),
  /** The names of the fields that differ. */
  fields: Type.Array(Type.String()),
  before: RowTexts,
  after: RowTexts,
});

export const RowExamples = Type.Object({
  added: Type.Array(OneSided),
  removed: Type.Array(OneSided),
  changed: Type.Array(TwoSided),
});
export type RowExamples = Static<typeof RowExamples>;

export const RowDifferences = Type.Object({
  /**
   * The fields whose values name the rows of both versions; empty where none does: then whole rows are compared, each as
   * often as it comes, and none counts as changed.
   */
  key: Type.Array(Type.String()),
  /** Those that both versions have: rows are compared by them alone. */
  fields: Type.Array(Type.String()),
  added: Type.Integer(),
  removed: Type.Integer(),
  changed: Type.Integer(),
  examples: RowExamples,
});
export type RowDifferences = Static<typeof RowDifferences>;

type Columns = VersionManifest['columns'];

/** How the fields of two versions differ, told by their names. */
export function schemaChanges(before: Columns, after: Columns): SchemaChanges {
  const shape = ({ label, type, unit }: Columns[number]) => ({ label, type, unit });
  const past = new Map(before.map((column) => [column.name, shape(column)]));
  const present = new Map(after.map((column) => [column.name, shape(column)]));
  const shapes = (name: string) => ({ before: past.get(name) ?? null, after: present.get(name) ?? null });
  const fields = [...new Set([...present.keys(), ...past.keys()])].flatMap((name): FieldChange[] => {
    const both = shapes(name);
    const change = both.before === null ? 'added' : both.after === null ? 'removed' : 'changed';
    const same = JSON.stringify(both.before) === JSON.stringify(both.after);
    return same ? [] : [{ name, change, ...both }];
  });
  const common = (one: Columns, other: ReadonlyMap<string, unknown>) =>
    one.map(({ name }) => name).filter((name) => other.has(name));
  return { fields, reordered: String(common(before, present)) !== String(common(after, past)) };
}
