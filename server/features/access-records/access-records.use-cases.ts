import type {
  AccessRecordView,
  listAccessRecords,
  readAccessRecordCounts,
} from '../../../rules/access-records/access-records.operations.ts';
import { decodeCursor, pageOf } from '../../../rules/api/cursor.ts';
import { isId } from '../../../rules/api/views.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { AccessPlace, ArchivedAccess } from '../../engine/index.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import { datasetCalled, namesOf, type Names } from './access-segments.queries.ts';

export const list: UseCase<typeof listAccessRecords> = async (call, { limit, cursor, dataset, ...span }) => {
  permit(call.actor, 'access-record.read');
  refuseImpossible(span);
  const { db, access } = call.services;
  const after = cursor === undefined ? null : placeOf(cursor);
  const datasetId = dataset === undefined ? undefined : await datasetCalled(db, dataset);
  if (dataset !== undefined && datasetId === undefined)
    return { items: [], next: null, total: 0, totalIsEstimate: false };
  const condition = { ...span, dataset: datasetId };
  const page = await access.page(condition, limit + 1, after);
  const { shown, next } = pageOf(page, limit, (last) => [last.at, last.segment, String(last.line)]);
  const names = await namesOf(db, idsOf(shown, 'account'), idsOf(shown, 'dataset'));
  return {
    items: shown.map((each) => viewOf(each, names)),
    next,
    ...(await access.count(condition)),
  };
};

export const counts: UseCase<typeof readAccessRecordCounts> = async ({ actor, services }) => {
  permit(actor, 'access-record.read');
  return services.access.counts();
};

const idsOf = (accesses: readonly ArchivedAccess[], of: 'account' | 'dataset'): string[] => [
  ...new Set(accesses.flatMap((each) => each[of] ?? [])),
];

function viewOf(access: ArchivedAccess, { accounts, datasets }: Names): AccessRecordView {
  const { segment, line, account, token, dataset, trace, ...same } = access;
  return {
    id: `${segment}-${line}`,
    ...same,
    accountId: account,
    accountName: account === null ? null : (accounts.get(account) ?? null),
    tokenId: token,
    datasetId: dataset,
    datasetCode: dataset === null ? null : (datasets.get(dataset) ?? null),
    traceId: trace,
  };
}

/** The pattern lets the 45th of a 13th month pass. */
function refuseImpossible({ from, to }: { from?: string; to?: string }): void {
  const errors = Object.entries({ from, to })
    .filter(([, moment]) => moment !== undefined && Number.isNaN(Date.parse(moment)))
    .map(([name, moment]) => ({ pointer: `/${name}`, detail: String(moment) }));
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const LINE = /^[1-9]\d{0,8}$/;

function placeOf(cursor: string): AccessPlace {
  const [at = '', segment = '', line = ''] = decodeCursor(cursor, 3);
  const known = MOMENT.test(at) && !Number.isNaN(Date.parse(at)) && isId(segment) && LINE.test(line);
  if (!known) throw new Problem('invalid-cursor');
  return { at, segment, line: Number(line) };
}
