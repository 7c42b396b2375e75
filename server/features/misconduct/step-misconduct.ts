import type { InputOf } from '../../../rules/api/operation.ts';
import { GROUND_PROVISION, needsArticle } from '../../../rules/misconduct/ground.ts';
import { maskNames } from '../../../rules/misconduct/mask.ts';
import { misconductMachine } from '../../../rules/misconduct/misconduct.machine.ts';
import type { MeasureKind, stepMisconduct } from '../../../rules/misconduct/misconduct.operations.ts';
import { step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem, type FieldError } from '../../../rules/problems/problems.ts';
import type { Provision } from '../../../rules/provisions/provisions.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { newestAccepted } from '../platform-rules/index.ts';
import { haltGrants } from '../grants/index.ts';
import { endMeasures } from './end-measures.ts';
import { insertMeasure } from './measure.queries.ts';
import {
  findSubject,
  lockMisconduct,
  namesOf,
  saveMisconduct,
  type Misconduct,
} from './misconduct.queries.ts';
import { eventsFor, known, thingOf } from './misconduct.view.ts';

type Asked = InputOf<typeof stepMisconduct>;

export const stepOne: UseCase<typeof stepMisconduct> = async (call, asked) =>
  call.services.db.transaction().execute(async (trx) => {
    const { id, event, reasons } = asked;
    const record = await withSubject(trx, known(call, await lockMisconduct(trx, id)), asked);
    const accepted = await acceptedBy(trx, record, asked);
    const lacks = event === 'record' ? lackingFor(call, record, { ...asked, accepted }) : [];
    const said = {
      isGrounded: lacks.length === 0,
      hasTerm: asked.until === undefined || asked.until >= cityDay(call.services.clock.now()),
      isServed: false,
      reasons: event === 'publish' && asked.notice.trim() === '' ? [] : reasons,
    };
    const outcome = step(misconductMachine, thingOf(record, call.actor, said), event, call.actor);
    if (!outcome.ok && outcome.code === 'misconduct-ungrounded') throw refusal(outcome, { errors: lacks });
    if (!outcome.ok && outcome.code === 'invalid-input')
      throw refusal(outcome, { errors: [missing(call, asked, said.hasTerm)] });
    if (!outcome.ok) throw refusal(outcome);
    const article =
      accepted === null ? '' : call.t('misconduct.article-of', { article: asked.article, version: accepted });
    const after = await takeStep(trx, call, { ...record, state: outcome.state }, { ...asked, article });
    await saveMisconduct(trx, after, after.state === 'lifted' ? call.services.clock.now() : null);
    const provision: Provision =
      event === 'record' && after.ground !== null ? GROUND_PROVISION[after.ground] : outcome.basis;
    await recordEvent(trx, call, {
      ...{ action: `misconduct.${event}`, thing: 'misconduct', thingId: id, provision, reasons },
      data: { code: record.code, ...(after.ground && { ground: after.ground }) },
    });
    const fresh = await lockMisconduct(trx, id);
    return { id, state: after.state, provision, next: fresh ? eventsFor(fresh, call.actor) : [] };
  });

/** A record names whom it is against; who judges must not belong to them. */
async function withSubject(trx: Trx, record: Misconduct, { event, subject }: Asked): Promise<Misconduct> {
  if (event !== 'record' || subject.trim() === '') return record;
  const found = await findSubject(trx, subject.trim());
  return found ? { ...record, ...found } : record;
}

/** The version of the platform rules that whoever is concerned had accepted; null unless the first ground is asked for. */
async function acceptedBy(trx: Trx, record: Misconduct, { event, ground }: Asked): Promise<number | null> {
  const { ownerId, organisationId } = record;
  if (event !== 'record' || ground === undefined || !needsArticle(ground)) return null;
  if (ownerId === null && organisationId === null) return null;
  const accepted = await newestAccepted(trx, { accountId: ownerId ?? '', organisationId });
  return accepted?.version ?? null;
}

type Recorded = Asked & { accepted: number | null };

function lackingFor({ t }: Call, record: Misconduct, asked: Recorded): FieldError[] {
  const { subject, ground, article, accepted } = asked;
  const lacks: FieldError[] = [];
  if (record.ownerId === null && record.organisationId === null)
    lacks.push({ pointer: '/subject', detail: t('misconduct.no-subject', { subject }) });
  if (ground === undefined) lacks.push({ pointer: '/ground', detail: t('misconduct.no-ground') });
  else if (needsArticle(ground) && article.trim() === '')
    lacks.push({ pointer: '/article', detail: t('misconduct.no-article') });
  else if (needsArticle(ground) && accepted === null && lacks.length === 0)
    lacks.push({ pointer: '/ground', detail: t('misconduct.never-accepted') });
  return lacks;
}

function missing({ t }: Call, { event, notice }: Asked, hasTerm: boolean): FieldError {
  if (!hasTerm) return { pointer: '/until', detail: t('misconduct.term-over') };
  if (event === 'publish' && notice.trim() === '')
    return { pointer: '/notice', detail: t('misconduct.no-notice') };
  return { pointer: '/reasons', detail: t('misconduct.no-reasons') };
}

/** The record as the step leaves it, with what the step does elsewhere. */
async function takeStep(trx: Trx, call: Call, record: Misconduct, asked: Asked): Promise<Misconduct> {
  const { event, reasons, ground = null, article, notice } = asked;
  const at = call.services.clock.now();
  const words = reasons.join('\n');
  switch (event) {
    case 'examine':
    case 'comment':
      return record;
    case 'dismiss':
      return { ...record, reasons, decidedAt: at };
    case 'record': {
      const decided = { ground, article: article.trim() === '' ? null : article, reasons, decidedAt: at };
      return { ...record, ...decided, recordedBy: call.actor.accountId };
    }
    case 'restrict':
    case 'close':
      await takeMeasure(trx, call, record, { kind: event, reason: words, until: asked.until ?? null });
      return record;
    case 'publish': {
      const names = await namesOf(trx, [...record.interested, record.reporterId ?? ''].filter(Boolean));
      return { ...record, notice: maskNames(notice, names), publishedAt: at };
    }
    case 'appeal':
      return { ...record, appealWords: words, appealedAt: at };
    case 'uphold':
      return { ...record, appealAnswer: words, appealDecidedAt: at };
    case 'lift':
      await endMeasures(trx, call, record.measures, words);
      return { ...record, appealAnswer: words, appealDecidedAt: at };
  }
}

interface Taken {
  kind: MeasureKind;
  reason: string;
  until: string | null;
}

/** A publisher acts on its own data, the operator on all: grants are suspended, or revoked by closing. */
async function takeMeasure(trx: Trx, call: Call, record: Misconduct, taken: Taken): Promise<void> {
  const { ownerId, organisationId, id, code } = record;
  const { actor, services } = call;
  if (ownerId === null && organisationId === null) throw new Problem('wrong-state');
  const event = taken.kind === 'close' ? 'revoke' : 'suspend';
  const reason = `${code}：${taken.reason}`;
  const held = { ownerId, organisationId, bodyId: actor.bodyId };
  const grants = await haltGrants(trx, call, held, { event, reason });
  await insertMeasure(trx, {
    ...{ ...taken, id: services.newId(), misconductId: id, bodyId: actor.bodyId, grants },
    ...{ takenBy: actor.accountId, at: services.clock.now() },
  });
}
