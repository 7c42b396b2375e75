import type { Statistics, Uses } from '../../../rules/statistics/statistics.operations.ts';
import type { Services } from '../../context.ts';
import { openListBookOf } from '../../open-list/open-list-book.ts';
import { computeStatistics, DAYS_KEPT } from './compute-statistics.ts';
import { publishedDays } from './published-days.queries.ts';
import { readUses } from './uses.ts';

type Computed = Omit<Statistics, 'uses'>;

/** After this long figures of a list that did not change are counted anew: days go by. */
const FRESH_MS = 60_000;
/** Counting takes at most this share of the time, however often the list changes. */
const REST = 10;
const USES_FRESH_MS = 300_000;
const DAY_MS = 86_400_000;

interface Known {
  computed: Computed | null;
  revision: number;
  at: number;
  restUntil: number;
  computing: Promise<Computed> | null;
  uses: Uses | null;
  usesAt: number;
  reading: Promise<void> | null;
}
const known = new WeakMap<object, Known>();

function knownOf({ db }: Services): Known {
  const found = known.get(db);
  if (found) return found;
  const fresh: Known = {
    ...{ computed: null, revision: -1, at: -Infinity, restUntil: -Infinity, computing: null },
    ...{ uses: null, usesAt: -Infinity, reading: null },
  };
  known.set(db, fresh);
  return fresh;
}

/** The figures of the list as it is, of a moment before where they are being counted anew. */
export async function statisticsNow(services: Services): Promise<Statistics> {
  const memory = knownOf(services);
  const now = performance.now();
  const { revision } = await openListBookOf(services).now();
  const changed = revision !== memory.revision && now > memory.restUntil;
  const old = now - memory.at > FRESH_MS;
  if (changed || old) memory.computing ??= compute(services, memory);
  if (now - memory.usesAt > USES_FRESH_MS) memory.reading ??= readUsesOf(services, memory);
  if (memory.uses === null) await memory.reading;
  const wanted = changed || memory.computed === null ? memory.computing : null;
  return {
    ...(wanted ? await wanted : (memory.computed ?? (await compute(services, memory)))),
    uses: memory.uses,
  };
}

async function compute(services: Services, memory: Known): Promise<Computed> {
  const begun = performance.now();
  try {
    const { clock, profile } = services;
    const computed = await services.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (trx) => {
        const now = clock.now();
        const published = await publishedDays(trx, new Date(now.getTime() - DAYS_KEPT * DAY_MS));
        return openListBookOf(services).asOf(trx, ({ datasets, revision }) => {
          memory.revision = revision;
          return computeStatistics([...datasets.values()], published, profile, now);
        });
      });
    memory.computed = computed;
    return computed;
  } finally {
    memory.at = performance.now();
    memory.restUntil = memory.at + REST * (memory.at - begun);
    memory.computing = null;
  }
}

/** Figures stand without uses where these cannot be read. */
async function readUsesOf(services: Services, memory: Known): Promise<void> {
  try {
    memory.uses = await readUses(services);
  } catch (error) {
    services.log.warn(error, 'uses could not be counted');
  } finally {
    memory.usesAt = performance.now();
    memory.reading = null;
  }
}
