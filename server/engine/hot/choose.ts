import { pairOf, type AskedVersion, type FieldUse } from '../../store/hot/index.ts';

export interface HotLimits {
  /** Of the disk, for all hot tables together; 0 for none. */
  bytes: number;
  /** So many pages of late make a version hot. */
  after: number;
}

export interface Choice {
  what: 'heat' | 'cool' | 'forget';
  version: AskedVersion;
  /** Which tables may be taken away for it, in that order. */
  victims: readonly string[];
}

/** A hot version stays until this share of what made it hot is asked. */
const STAYS = 0.1;
/** A version takes another's place when it is asked so much more. */
const BETTER = 1.5;
/** Below it nobody knows of a version any more. */
const FORGOTTEN = 0.01;
/** A field that so great a share of the asks needs, and the table lacks, is worth making the table anew. */
const WORTH = 0.2;

/** The next thing to do, of versions by use; null when all is as it should be. */
export function choose(versions: readonly AskedVersion[], limits: HotLimits): Choice | null {
  const gone = versions.find((each) => each.state === 'hot' && !stays(each, limits));
  if (gone) return { what: 'cool', version: gone, victims: [] };
  const forgotten = versions.find(
    (each) => each.state !== 'hot' && (each.datasetId === null || each.use < FORGOTTEN),
  );
  if (forgotten) return { what: 'forget', version: forgotten, victims: [] };
  const next = versions.find((each) => isDue(each, versions, limits));
  return next ? { what: 'heat', version: next, victims: victimsOf(next, versions) } : null;
}

const stays = ({ served, use, bytes }: AskedVersion, limits: HotLimits): boolean =>
  served && use >= limits.after * STAYS && bytes <= limits.bytes;

function isDue(version: AskedVersion, versions: readonly AskedVersion[], limits: HotLimits): boolean {
  const { served, manifest, state, use } = version;
  if (limits.bytes === 0 || !served || !manifest || manifest.rows === 0 || use < limits.after) return false;
  if (state === 'hot') return lacks(version);
  if (state === 'unfit') return false;
  // A table is about six times its file: where even that cannot fit, nothing is begun.
  const victims = new Set(victimsOf(version, versions));
  const held = versions.filter((each) => each.state === 'hot' && !victims.has(each.versionId));
  const used = held.reduce((sum, { bytes }) => sum + bytes, 0);
  return used + manifest.data.bytes <= limits.bytes;
}

const victimsOf = (version: AskedVersion, versions: readonly AskedVersion[]): string[] =>
  versions
    .filter(
      ({ state, use, versionId }) =>
        state === 'hot' && versionId !== version.versionId && use * BETTER < version.use,
    )
    .toReversed()
    .map(({ versionId }) => versionId);

/** Whether many ask for what the table has no index for, and could have. */
function lacks(version: AskedVersion): boolean {
  const { shape, fields, use } = version;
  const known = new Map(shape.columns.map((column) => [column.field, column]));
  const missesField = Object.entries(fields).some(([field, uses]) => {
    if (pairOf(field) || shape.refused.includes(field)) return false;
    const indexes = known.get(field)?.indexes;
    const missing = (each: FieldUse): boolean =>
      indexes === undefined || (each !== 'where' && !indexes.includes(each));
    return USES.some((each) => missing(each) && (uses[each] ?? 0) >= use * WORTH);
  });
  const missesPair = pairsWorth(version).some(({ equal, sorted, order }) => {
    const column = known.get(sorted);
    const isThere = column?.behind.some((each) => each.field === equal && each.order === order);
    return column !== undefined && known.has(equal) && !isThere;
  });
  return missesField || missesPair;
}

const USES: readonly FieldUse[] = ['where', 'asc', 'desc'];

interface Pair {
  equal: string;
  sorted: string;
  order: 'asc' | 'desc';
}

/** Fields that many sort by where another is one value. */
export function pairsWorth({ fields, use }: Pick<AskedVersion, 'fields' | 'use'>): Pair[] {
  return Object.entries(fields).flatMap(([key, uses]) => {
    const pair = pairOf(key);
    const orders = (['asc', 'desc'] as const).filter((order) => (uses[order] ?? 0) >= use * WORTH);
    return pair ? orders.map((order) => ({ ...pair, order })) : [];
  });
}
