import type { FieldCounts } from './hot.types.ts';

/** After so long, what was asked counts half. */
const HALF_LIFE_MS = 6 * 3_600_000;

export interface Use {
  use: number;
  useAt: Date;
  fields: FieldCounts;
}

/** What is left at a later moment. */
export function faded({ use, useAt, fields }: Use, at: Date): Use {
  const share = 0.5 ** (Math.max(0, at.getTime() - useAt.getTime()) / HALF_LIFE_MS);
  return { use: use * share, useAt: at, fields: added({}, fields, share) };
}

/** Both together, the second by a share. */
export function added(to: FieldCounts, more: FieldCounts, share = 1): FieldCounts {
  const sum: FieldCounts = structuredClone(to);
  for (const [field, uses] of Object.entries(more)) {
    const known = (sum[field] ??= {});
    for (const use of ['where', 'asc', 'desc'] as const) {
      const count = (uses[use] ?? 0) * share;
      if (count > 0) known[use] = (known[use] ?? 0) + count;
    }
  }
  return sum;
}
