import { can } from '../../../rules/access/permissions.ts';
import type {
  listAccessRecords,
  readAccessRecordCounts,
} from '../../../rules/access-records/access-records.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { countAccessRecords, pageOfAccessRecords, type Position } from './access-records.queries.ts';

export const list: UseCase<typeof listAccessRecords> = async (call, { limit, cursor, ...filter }) => {
  if (!can(call.actor, 'access-record.read')) throw new Problem('not-permitted');
  const { db } = call.services;
  const after = cursor === undefined ? null : positionOf(cursor);
  const page = await pageOfAccessRecords(db, filter, limit + 1, after);
  const items = page.slice(0, limit);
  const last = page.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? cursorAt(last) : null, ...(await countAccessRecords(db, filter)) };
};

export const counts: UseCase<typeof readAccessRecordCounts> = async ({ actor, services }) => {
  if (!can(actor, 'access-record.read')) throw new Problem('not-permitted');
  return services.access.counts();
};

const cursorAt = ({ at, id }: Position): string => Buffer.from(`${at} ${id}`).toString('base64url');

const POSITION = /^(\d{4}-\d{2}-\d{2}T[\d:.]{15}Z) ([0-9a-f-]{36})$/;

function positionOf(cursor: string): Position {
  const [, at, id] = POSITION.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (at === undefined || id === undefined) throw new Problem('invalid-cursor');
  return { at, id };
}
