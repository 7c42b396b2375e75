import { randomBytes } from 'node:crypto';
import { reachOf } from '../../../rules/access/permissions.ts';
import { idAfter, pageOf } from '../../../rules/api/cursor.ts';
import { ON_THE_LIST } from '../../../rules/datasets/dataset.machine.ts';
import { maskName } from '../../../rules/misconduct/mask.ts';
import { MISCONDUCT_STATES } from '../../../rules/misconduct/misconduct.machine.ts';
import type {
  followReport,
  getMisconduct,
  listMisconduct,
  listNotices,
  reportMisconduct,
} from '../../../rules/misconduct/misconduct.operations.ts';
import { Problem, type FieldError } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit, scopeOf } from '../../plugins/permit.ts';
import { historyOf, recordEvent } from '../events/index.ts';
import {
  findByReceipt,
  findMisconduct,
  insertReport,
  listedDataset,
  misconductIn,
  type Misconduct,
  type StoredMeasure,
} from './misconduct.queries.ts';
import { clockOf, dataUserOf, known, summary, view } from './misconduct.view.ts';
import { secretDigest } from '../../secret-digest.ts';

const RECEIPT_BYTES = 16;

export const report: UseCase<typeof reportMisconduct> = async (call, { dataset, dataUser, words, link }) => {
  const { actor, services } = call;
  permit(actor, 'misconduct.report');
  const found = dataset === '' ? null : await listedDataset(services.db, dataset, ON_THE_LIST);
  refuseUnusable(call, { dataset, dataUser, link, isFound: Boolean(found) });
  const receipt = randomBytes(RECEIPT_BYTES).toString('hex');
  return services.db.transaction().execute(async (trx) => {
    const id = services.newId();
    const code = await insertReport(trx, {
      ...{ id, dataset: found ?? null, dataUser, words, link: link === '' ? null : link },
      ...{ reporterId: actor.accountId, receiptHash: secretDigest(receipt), at: services.clock.now() },
    });
    const act = { action: 'misconduct.report', thing: 'misconduct', thingId: id } as const;
    await recordEvent(trx, call, { ...act, provision: 'xz-30', data: { code } });
    return { code, receipt };
  });
};

interface Reported {
  dataset: string;
  dataUser: string;
  link: string;
  isFound: boolean;
}

function refuseUnusable({ t }: Call, { dataset, dataUser, link, isFound }: Reported): void {
  const errors: FieldError[] = [];
  if (dataset !== '' && !isFound)
    errors.push({ pointer: '/dataset', detail: t('misconduct.no-dataset', { code: dataset }) });
  if (dataset === '' && dataUser.trim() === '')
    errors.push({ pointer: '/dataUser', detail: t('misconduct.nobody') });
  if (link !== '' && !/^https?:\/\/\S+$/.test(link))
    errors.push({ pointer: '/link', detail: t('misconduct.no-link') });
  if (errors.length > 0) throw new Problem('invalid-input', { provision: 'xz-30', errors });
}

const inForce = ({ measures }: Misconduct): StoredMeasure[] =>
  measures.filter(({ endedAt }) => endedAt === null);

export const follow: UseCase<typeof followReport> = async (call, { receipt }) => {
  permit(call.actor, 'misconduct.report');
  const record = await findByReceipt(call.services.db, secretDigest(receipt));
  if (!record) throw new Problem('not-found');
  const { code, state, reportedAt, reasons, ground } = record;
  return {
    ...{ code, state, ground },
    reportedAt: reportedAt.toISOString(),
    // Of a record the reasons speak of whoever is concerned.
    reasons: state === 'dismissed' ? reasons : [],
    measures: [...new Set(inForce(record).map(({ kind }) => kind))],
    clock: clockOf(call, record),
  };
};

/** Of a data user what was recorded against them, of a body what is about its data, else all. */
export const list: UseCase<typeof listMisconduct> = async (call, { limit, cursor, state }) => {
  const { actor, services } = call;
  const { accountId, organisationId } = actor;
  const isOwn = reachOf(actor, 'misconduct.read') === 'own';
  if (isOwn) permit(actor, 'misconduct.read', { ownerId: accountId, organisationId });
  const scope = isOwn ? { bodyId: null, district: null } : scopeOf(actor, 'misconduct.read');
  const states = state ? [state] : MISCONDUCT_STATES;
  const of = isOwn ? { accountId, organisationId } : null;
  const wanted = { ...scope, of, states, limit, after: idAfter(cursor) };
  const { items, total } = await misconductIn(services.db, wanted);
  const { shown, next } = pageOf(items, limit, ({ id }) => [id]);
  return { items: shown.map((each) => summary(call, each)), total, totalIsEstimate: false, next };
};

export const get: UseCase<typeof getMisconduct> = async (call, { id }) => {
  const { db } = call.services;
  const record = known(call, await findMisconduct(db, id));
  return view(call, record, await historyOf(db, 'misconduct', [id]));
};

export const notices: UseCase<typeof listNotices> = async ({ services }, { limit, cursor }) => {
  const { items, total } = await misconductIn(services.db, {
    ...{ of: null, bodyId: null, district: null, states: ['measured'], withNotice: true },
    ...{ limit, after: idAfter(cursor) },
  });
  const { shown, next } = pageOf(items, limit, ({ id }) => [id]);
  return {
    items: shown.flatMap((record) => {
      const { code, ground, notice, publishedAt } = record;
      if (ground === null || notice === null || publishedAt === null) return [];
      return [
        {
          ...{ code, ground, notice },
          dataUser: record.ownerId === null ? dataUserOf(record) : maskName(dataUserOf(record)),
          measures: inForce(record).map(({ kind, publisher, until }) => ({ kind, publisher, until })),
          publishedAt: publishedAt.toISOString(),
        },
      ];
    }),
    ...{ total, totalIsEstimate: false, next },
  };
};
