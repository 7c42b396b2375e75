import type {
  listAccessRecords,
  readAccessRecordCounts,
} from '../../../rules/access-records/access-records.operations.ts';
import { decodeCursor, encodeCursor } from '../../../rules/api/cursor.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import { countAccessRecords, pageOfAccessRecords, type Position } from './access-records.queries.ts';

export const list: UseCase<typeof listAccessRecords> = async (call, { limit, cursor, ...filter }) => {
  permit(call.actor, 'access-record.read');
  refuseImpossible(filter);
  const { db } = call.services;
  const after = cursor === undefined ? null : positionOf(cursor);
  const page = await pageOfAccessRecords(db, filter, limit + 1, after);
  const items = page.slice(0, limit);
  const last = page.length > limit ? items.at(-1) : undefined;
  return {
    items,
    next: last ? encodeCursor([last.at, last.id]) : null,
    ...(await countAccessRecords(db, filter)),
  };
};

export const counts: UseCase<typeof readAccessRecordCounts> = async ({ actor, services }) => {
  permit(actor, 'access-record.read');
  return services.access.counts();
};

/** The pattern lets the 45th of a 13th month pass. */
function refuseImpossible({ from, to }: { from?: string; to?: string }): void {
  const errors = Object.entries({ from, to })
    .filter(([, moment]) => moment !== undefined && Number.isNaN(Date.parse(moment)))
    .map(([name, moment]) => ({ pointer: `/${name}`, detail: String(moment) }));
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function positionOf(cursor: string): Position {
  const [at = '', id = ''] = decodeCursor(cursor, 2);
  if (!MOMENT.test(at) || Number.isNaN(Date.parse(at)) || !UUID.test(id)) throw new Problem('invalid-cursor');
  return { at, id };
}
