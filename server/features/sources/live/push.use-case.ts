import { Problem } from '../../../../rules/problems/problems.ts';
import { readDelivery, type RefusedDelivery } from '../../../../rules/sources/delivery.ts';
import type { pushRows } from '../../../../rules/sources/sources.operations.ts';
import type { Call } from '../../../context.ts';
import type { UseCase } from '../../../plugins/operations.ts';
import { permit } from '../../../plugins/permit.ts';
import { knownSource } from '../known-source.ts';
import { deliver } from './deliver.ts';
import { rowsGiven } from './rows-given.ts';
import { shapeOf } from './shape.ts';

/** Takes the rows that somebody sends, all of them or none. */
export const push: UseCase<typeof pushRows> = async (call, { id, ...given }) => {
  const source = await knownSource(call, id);
  permit(call.actor, 'source.push', { bodyId: source.bodyId });
  if (source.address.kind !== 'push' || source.state !== 'approved') throw new Problem('wrong-state');
  const { rows, header } = rowsGiven(given);
  if (rows.length === 0 && source.live?.mode !== 'replace') {
    throw new Problem('invalid-input', { errors: [{ pointer: '/rows', detail: 'must not be empty' }] });
  }
  const shape = await shapeOf(call.services, source.datasetId);
  const read = readDelivery(rows, shape.columns, { missing: shape.version.choices.missing ?? [], header });
  if ('faults' in read) throw refusedRows(call, read);
  const { startsAt, endsAt, revision } = await deliver(call, id, { read, shape });
  return {
    accepted: rows.length,
    periodStart: startsAt.toISOString(),
    periodEnd: endsAt.toISOString(),
    revision,
  };
};

function refusedRows({ t }: Call, { faults, count }: RefusedDelivery): Problem {
  return new Problem('rows-refused', {
    provision: 'xz-16-1',
    words: (translate) => translate('source.rows-refused', { count, listed: faults.length }),
    errors: faults.map(({ row, column, reason, value }) => ({
      pointer: `/rows/${String(row - 1)}${column === '' ? '' : `/${column.replaceAll('~', '~0').replaceAll('/', '~1')}`}`,
      detail: t(`source.row.${reason}`, { row, column, value }),
    })),
  });
}
