import { Type, type Static } from 'typebox';
import { Nullable } from '../api/views.ts';
import { Finding } from '../findings/finding.schema.ts';
import { CarryDifference } from '../reading/saved-reading.ts';

/** What a file took over from the last sound version of its dataset, and where it did not fit. */
export const CarriedReading = Type.Object({
  versionId: Type.String(),
  number: Nullable(Type.Integer()),
  /** The parts of the reading that were taken over: names of choices. */
  parts: Type.Array(Type.String()),
  differences: Type.Array(CarryDifference),
});
export type CarriedReading = Static<typeof CarriedReading>;

const RowChanges = Type.Object({
  /** The field by which rows answer to each other; null: whole rows were compared, so that none can be changed. */
  key: Nullable(Type.String()),
  added: Type.Integer(),
  removed: Type.Integer(),
  changed: Type.Integer(),
});

/** Sums of the file as it is read now, and what changes against the last sound version of its dataset. */
export const Comparison = Type.Object({
  totals: Type.Array(Type.Object({ name: Type.String(), unit: Nullable(Type.String()), sum: Type.String() })),
  last: Nullable(
    Type.Object({
      versionId: Type.String(),
      number: Nullable(Type.Integer()),
      rows: Type.Integer(),
      fields: Type.Object({
        matched: Type.Integer(),
        added: Type.Array(Type.String()),
        gone: Type.Array(Type.String()),
      }),
      /** null where the tables are too large to be compared while someone waits. */
      changes: Nullable(RowChanges),
      /** What would keep it from being published, as it is read now. */
      findings: Type.Array(Finding),
    }),
  ),
});
export type Comparison = Static<typeof Comparison>;

/** Which fields of two tables answer to each other, by name. */
export function compareFields(
  before: readonly { name: string }[],
  now: readonly { name: string }[],
): { matched: number; added: string[]; gone: string[] } {
  const last = new Set(before.map(({ name }) => name));
  const here = new Set(now.map(({ name }) => name));
  return {
    matched: now.filter(({ name }) => last.has(name)).length,
    added: now.filter(({ name }) => !last.has(name)).map(({ name }) => name),
    gone: before.filter(({ name }) => !here.has(name)).map(({ name }) => name),
  };
}
