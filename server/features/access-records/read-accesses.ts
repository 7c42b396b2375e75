import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type {
  AccessCondition,
  AccessLines,
  AccessPlace,
  ArchivedAccess,
  DayOfUse,
} from '../../engine/index.ts';
import type { AccessJournal } from './access-journal.ts';
import { segmentsBeside, type SealedSegment, type Span } from './access-segments.queries.ts';
import { holdAll, type Vault } from './seal-segments.ts';

export interface AccessCount {
  total: number;
  totalIsEstimate: boolean;
}

type Sources = Pick<Vault, 'db' | 'objects' | 'archive' | 'scratch'> & { journal: AccessJournal };

/** Segments that are looked through first; each further turn takes as many again as all before it. */
const FIRST_TURN = 8;

/** The newest first, from below `after` on: those on this node's disk and those that any node has sealed. */
export async function readPage(
  sources: Sources,
  condition: AccessCondition,
  limit: number,
  after: AccessPlace | null,
): Promise<ArchivedAccess[]> {
  const { from, to } = spanOf(condition);
  const span = { from, to: after === null ? to : earlier(to, new Date(Date.parse(after.at) + 1)) };
  return withSegments(sources, span, async ({ unsealed, segments }) => {
    const pageOf = async (sealed: readonly SealedSegment[], lines: readonly AccessLines[]) => {
      if (sealed.length + lines.length === 0) return [];
      using files = await holdAll(sources.objects, sealed);
      const from = { sealed: files.paths, unsealed: lines };
      return await sources.archive.page(from, condition, limit, after);
    };
    let found = await pageOf([], unsealed);
    for (let done = 0, turn = FIRST_TURN; done < segments.length; done += turn, turn = done) {
      const newest = segments[done];
      if (newest && isFilled(found, limit, newest)) break;
      const more = await pageOf(segments.slice(done, done + turn), []);
      found = [...found, ...more].sort(newestFirst).slice(0, limit);
    }
    return found;
  });
}

const earlier = (one: Date | undefined, other: Date): Date =>
  one !== undefined && one < other ? one : other;

/** No record of the segment, nor of an older one, comes before what was found. */
const isFilled = (found: readonly ArchivedAccess[], limit: number, { lastAt }: SealedSegment): boolean =>
  found.length === limit && Date.parse(found.at(-1)?.at ?? '') > lastAt.getTime();

const newestFirst = (one: ArchivedAccess, other: ArchivedAccess): number =>
  compare(other.at, one.at) || compare(other.segment, one.segment) || other.line - one.line;

const compare = (one: string, other: string): number => Number(one > other) - Number(one < other);

/** Records of segments that are counted by a condition before the rest is estimated from them. */
const COUNTED_RECORDS = 2_000_000;

/** Exact by time alone; of one dataset, exact within the two million records looked through, estimated beyond them. */
export async function countAccesses(sources: Sources, condition: AccessCondition): Promise<AccessCount> {
  const span = spanOf(condition);
  return withSegments(sources, span, async ({ unsealed, segments }) => {
    const whole = condition.dataset === undefined ? segments.filter((each) => isWithin(each, span)) : [];
    const partial = segments.filter((each) => !whole.includes(each));
    const looked = condition.dataset === undefined ? partial : startOf(partial);
    using files = await holdAll(sources.objects, looked);
    const fitting =
      looked.length + unsealed.length === 0
        ? 0
        : await sources.archive.count({ sealed: files.paths, unsealed }, condition);
    const seen = recordsOf(looked);
    const beyond = recordsOf(partial) - seen;
    const estimated = beyond === 0 ? 0 : Math.round((fitting / seen) * beyond);
    return { total: recordsOf(whole) + fitting + estimated, totalIsEstimate: beyond > 0 };
  });
}

/** What counts as use: rows that were asked for, and files that were taken. */
export const USE = {
  calls: ['listRecords', 'querySql'],
  downloads: ['exportDataset', 'downloadOriginal'],
};

/** Uses by dataset and day from `from` on, or from the later moment from which two million records were looked through. */
export async function usesSince(sources: Sources, from: Date): Promise<{ since: Date; days: DayOfUse[] }> {
  return withSegments(sources, { from, to: undefined }, async ({ unsealed, segments }) => {
    const looked = startOf(segments);
    const beyond = segments[looked.length];
    const since = beyond && beyond.lastAt > from ? beyond.lastAt : from;
    using files = await holdAll(sources.objects, looked);
    if (looked.length + unsealed.length === 0) return { since, days: [] };
    const condition = { from: since.toISOString() };
    return { since, days: await sources.archive.uses({ sealed: files.paths, unsealed }, condition, USE) };
  });
}

const isWithin = (segment: SealedSegment, { from, to }: Span): boolean =>
  (from === undefined || segment.firstAt >= from) && (to === undefined || segment.lastAt < to);

/** At least one. */
function startOf(segments: readonly SealedSegment[]): SealedSegment[] {
  let seen = 0;
  const end = segments.findIndex(({ records }) => (seen += records) >= COUNTED_RECORDS);
  return end < 0 ? [...segments] : segments.slice(0, end + 1);
}

const recordsOf = (segments: readonly SealedSegment[]): number =>
  segments.reduce((sum, { records }) => sum + records, 0);

const momentOf = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);

const spanOf = ({ from, to }: AccessCondition): Span => ({ from: momentOf(from), to: momentOf(to) });

/** What of the journal is not sealed, and what is; each record is in one of the two. */
async function withSegments<T>(
  { db, journal, scratch }: Sources,
  span: Span,
  work: (found: { unsealed: AccessLines[]; segments: SealedSegment[] }) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(scratch, 'read-'));
  try {
    const copies = await journal.copyTo(folder);
    const ids = copies.map(({ id }) => id);
    const { sealed, segments } = await segmentsBeside(db, ids, span);
    const unsealed = copies.filter(({ id }) => !sealed.has(id));
    return await work({
      unsealed: unsealed.map(({ id, path: file }) => ({ segment: id, path: file })),
      segments,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
