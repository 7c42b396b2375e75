import { listDatasets } from '../../../rules/datasets/datasets.operations.ts';
import type { InputOf } from '../../../rules/api/operation.ts';
import { dueAt } from '../../../rules/messages/delivery.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Services } from '../../context.ts';
import { handle } from '../../plugins/operations.ts';
import { systemCall } from '../../system-call.ts';
import { findDatasets } from '../datasets/index.ts';
import { recordEvent } from '../events/index.ts';
import { lockDueSearch, saveLook, type DueSearch } from './saved-search.queries.ts';

const { parse } = handle(listDatasets, findDatasets);
const LOOKED_THROUGH = 100;
/** What is being listed at this moment comes with the next look: its time is that before its commit. */
const MARGIN_MS = 600_000;

/** The search of an address, newest first; throws `invalid-input` for what is none. */
export function searchIn(query: string): InputOf<typeof listDatasets> {
  const { cursor: _, limit: __, sort: ___, ...asked } = Object.fromEntries(new URLSearchParams(query));
  // The parser answers what it has established to be such an input.
  return parse({ ...asked, sort: 'updated', limit: LOOKED_THROUGH }) as InputOf<typeof listDatasets>;
}

/** Looks through saved searches whose time has come, each in a transaction of its own; what was found becomes an event. */
export async function lookForFinds(services: Services): Promise<void> {
  for (;;) {
    const more = await services.db.transaction().execute(async (trx) => {
      const now = services.clock.now();
      const search = await lockDueSearch(trx, now);
      if (!search) return false;
      const until = new Date(Math.max(search.lookedUntil.getTime(), now.getTime() - MARGIN_MS));
      const finds = await newFinds(services, search, until);
      await saveLook(trx, search.id, { until, next: dueAt('daily', now) });
      if (finds > 0)
        await recordEvent(trx, systemCall(services), {
          ...{ action: 'saved-search.find', thing: 'saved-search', thingId: search.id },
          data: { finds },
        });
      return true;
    });
    if (!more) return;
  }
}

/** How many that fit were listed after it was last looked, up to `until`. */
async function newFinds(services: Services, { query, lookedUntil }: DueSearch, until: Date): Promise<number> {
  try {
    const { items } = await findDatasets(systemCall(services), searchIn(query));
    const [from, to] = [lookedUntil.toISOString(), until.toISOString()];
    return items.filter(({ listedAt }) => listedAt !== null && listedAt > from && listedAt <= to).length;
  } catch (error) {
    // Saved under a version that knew other parameters: it finds nothing more, and its owner sees it in the list.
    if (error instanceof Problem) return 0;
    throw error;
  }
}
