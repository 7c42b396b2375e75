import type { Ask, FieldCounts } from '../../store/hot/index.ts';

/** What is asked of each version, until it is taken to be put down. */
export interface Asks {
  add(versionId: string, needs: FieldCounts): void;
  take(): Ask[];
}

/** Versions that are counted between two takings. */
const MOST = 10_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function asksSince(): Asks {
  let counted = new Map<string, Ask>();
  return {
    add(versionId, needs) {
      let ask = counted.get(versionId);
      if (!ask) {
        // Rows of live sources have no version that stays.
        if (counted.size >= MOST || !UUID.test(versionId)) return;
        ask = { versionId, asks: 0, fields: {} };
        counted.set(versionId, ask);
      }
      ask.asks += 1;
      for (const [field, uses] of Object.entries(needs)) {
        const known = (ask.fields[field] ??= {});
        for (const use of ['where', 'asc', 'desc'] as const)
          if (uses[use] !== undefined) known[use] = (known[use] ?? 0) + 1;
      }
    },
    take() {
      const taken = [...counted.values()];
      counted = new Map();
      return taken;
    },
  };
}
