import { Type, type Static } from 'typebox';
import { Literals } from '../api/views.ts';
import { COLUMN_TYPES } from '../reading/reading.schema.ts';

export const ColumnProfile = Type.Object({
  nulls: Type.Integer(),
  distinct: Type.Integer(),
  min: Type.Union([Type.String(), Type.Null()]),
  max: Type.Union([Type.String(), Type.Null()]),
});
export type ColumnProfile = Static<typeof ColumnProfile>;

/** How the values of a column lie. */
export const Distribution = Type.Object({
  /** The most frequent values, as text of at most 200 characters: at most ten; none where all differ. */
  top: Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() })),
  /** From–to (exclusive), in order and without a gap; numbers and dates only. */
  histogram: Type.Array(Type.Object({ from: Type.String(), to: Type.String(), count: Type.Integer() })),
});
export type Distribution = Static<typeof Distribution>;

/** What a version is: kept beside its Parquet, so that nothing has to be scanned to say it. */
export const VersionManifest = Type.Object({
  rows: Type.Integer(),
  columns: Type.Array(
    Type.Object({
      name: Type.String(),
      label: Type.String(),
      type: Literals(COLUMN_TYPES),
      unit: Type.String(),
      profile: ColumnProfile,
    }),
  ),
  original: Type.Object({ name: Type.String(), digest: Type.String(), bytes: Type.Integer() }),
  data: Type.Object({ digest: Type.String(), bytes: Type.Integer() }),
});
export type VersionManifest = Static<typeof VersionManifest>;
