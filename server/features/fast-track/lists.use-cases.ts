import type {
  addFastTrackEntry,
  endFastTrackEntry,
  FastTrackEntry,
  FastTrackEntryInput,
  listFastTrack,
} from '../../../rules/fast-track/fast-track.operations.ts';
import { isCompanyCode } from '../../../rules/gradings/check-digits.ts';
import { Problem, type FieldError } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { endEntry, entries, findEntry, insertEntry } from './fast-track.queries.ts';
import { noticeOf } from './standing.ts';

export const list: UseCase<typeof listFastTrack> = async ({ services }) => ({
  notice: noticeOf(),
  items: await entries(services.db),
});

/** A firm is known by its credit code, a scenario by its kind of use. */
function wrongIn({ t }: Call, { kind, creditCode, from, until }: FastTrackEntryInput): FieldError[] {
  const needsCode = kind !== 'scenario';
  const hasCode = creditCode !== null && isCompanyCode(creditCode);
  return [
    ...(needsCode !== hasCode || (!needsCode && creditCode !== null)
      ? [{ pointer: '/creditCode', detail: t('fastTrack.credit-code-wrong') }]
      : []),
    ...(until !== null && until < from ? [{ pointer: '/until', detail: t('fastTrack.until-wrong') }] : []),
  ];
}

export const add: UseCase<typeof addFastTrackEntry> = async (call, input) => {
  const { actor, services } = call;
  permit(actor, 'fast-track.manage');
  const errors = wrongIn(call, input);
  if (errors.length > 0) throw new Problem('invalid-input', { provision: 'plan2023-2.4', errors });
  const entry: FastTrackEntry = {
    ...{ id: services.newId(), endedAt: null, endReason: null },
    ...input,
    ...(input.kind === 'scenario' ? {} : { scenarioKind: null }),
  };
  await services.db.transaction().execute(async (trx) => {
    await insertEntry(trx, entry, { by: actor.accountId ?? '', at: services.clock.now() });
    await record(trx, call, 'add', entry, []);
  });
  return entry;
};

export const end: UseCase<typeof endFastTrackEntry> = async (call, { id, reason }) => {
  const { actor, services } = call;
  permit(actor, 'fast-track.manage');
  return services.db.transaction().execute(async (trx) => {
    const known = await findEntry(trx, id);
    if (!known) throw new Problem('not-found');
    const at = services.clock.now();
    if (!(await endEntry(trx, id, { by: actor.accountId ?? '', at, reason })))
      throw new Problem('wrong-state');
    await record(trx, call, 'end', known, [reason]);
    return { ...known, endedAt: at.toISOString(), endReason: reason };
  });
};

const record = (
  trx: Trx,
  call: Call,
  act: 'add' | 'end',
  { id, kind, name }: FastTrackEntry,
  reasons: string[],
): Promise<void> =>
  recordEvent(trx, call, {
    action: `fast-track.${act}`,
    thing: 'fast-track-entry',
    thingId: id,
    reasons,
    provision: 'plan2023-2.4',
    data: { kind, name },
  });
