import { decodeCursor, pageOf } from '../../../rules/api/cursor.ts';
import type { listEvents } from '../../../rules/events/events.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import { trailEstimate, trailPage } from './history.queries.ts';

export const list: UseCase<typeof listEvents> = async ({ actor, services }, { limit, cursor, ...filter }) => {
  permit(actor, 'event.read');
  const before = cursor === undefined ? null : positionOf(cursor);
  const rows = await trailPage(services.db, filter, limit + 1, before);
  const { shown, next } = pageOf(rows, limit, ({ position }) => [String(position)]);
  return {
    items: shown.map(({ item }) => item),
    total: await trailEstimate(services.db),
    totalIsEstimate: true,
    next,
  };
};

function positionOf(cursor: string): number {
  const [position = ''] = decodeCursor(cursor, 1);
  if (!/^\d{1,15}$/.test(position)) throw new Problem('invalid-cursor');
  return Number(position);
}
