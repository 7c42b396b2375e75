import {
  listReviewItems,
  openReview,
  prepareReviewItem,
  stepReviewItem,
  type ReviewItemView,
} from '../rules/reviews/reviews.operations.ts';
import type { Assessment } from '../rules/reviews/assessment.ts';
import { cityDay } from '../rules/time/clock.ts';
import { callOperation } from '../server/call-operation.ts';
import type { Services } from '../server/context.ts';
import { systemCall } from '../server/system-call.ts';
import type { Actors } from './city.ts';

const SAFE = { security: 'safe', securityNote: '逐字段核对，没有可以识别个人的字段。' } as const;

/** What an editor would find of it without changing anything. */
function assessmentOf({ kind, openClass }: ReviewItemView): Assessment {
  if (kind === 'entry' || openClass === 'closed')
    return {
      ...SAFE,
      feasibility: 'not-feasible',
      decision: 'stay-closed',
      reason: '仅供内部核查，没有社会需求。',
    };
  return { ...SAFE, feasibility: openClass, decision: 'keep', reason: '数据按期更新，社会使用正常。' };
}

/** The review of this year, under way: of one body some items are confirmed, some wait, one was sent back. */
export async function beginReview(services: Services, actors: Actors): Promise<void> {
  const [authority, editor, reviewer] = ['authority', 'jtw-editor', 'jtw-reviewer'].map((user) =>
    actors.get(user),
  );
  if (!authority || !editor || !reviewer) throw new Error('the demonstration lacks somebody of the review');
  const year = Number(cityDay(services.clock.now()).slice(0, 4));
  const { id } = await callOperation(systemCall(services, authority), openReview, { year });
  const { items } = await callOperation(systemCall(services, editor), listReviewItems, { id, limit: 100 });
  const [back, waiting] = items;
  for (const item of items.slice(0, Math.ceil(items.length / 2) + 1)) {
    await callOperation(systemCall(services, editor), prepareReviewItem, {
      id: item.id,
      ...assessmentOf(item),
    });
    if (item === waiting) continue;
    const step =
      item === back
        ? { event: 'return' as const, reasons: ['请写明今年有没有收到进一步开放的需求。'] }
        : { event: 'confirm' as const, reasons: [] };
    await callOperation(systemCall(services, reviewer), stepReviewItem, { id: item.id, ...step });
  }
}
