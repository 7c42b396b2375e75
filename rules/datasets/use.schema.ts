import { Type, type Static } from 'typebox';

/** Successful requests for rows, files that were taken, and days in +08:00 on which there was any of either. */
const UseCounts = Type.Object({
  calls: Type.Integer(),
  downloads: Type.Integer(),
  days: Type.Integer(),
});

/** How often a dataset was used, counted from the access records when they are put away. */
export const DatasetUse = Type.Object({
  /** The first record that is counted, and the last: what came after it is not in yet. */
  since: Type.String(),
  until: Type.String(),
  /** The last 30 days, today among them. */
  recent: UseCounts,
  all: UseCounts,
});
export type DatasetUse = Static<typeof DatasetUse>;
