import { createHash } from 'node:crypto';
import { can } from '../../../rules/access/permissions.ts';
import { emptyEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { fastTrackFindings, isInForce } from '../../../rules/fast-track/eligibility.ts';
import {
  fastTrackMachine,
  type FastTrackState,
  type FastTrackThing,
} from '../../../rules/fast-track/fast-track.machine.ts';
import type { FastTrackEntry, FastTrackStanding } from '../../../rules/fast-track/fast-track.operations.ts';
import { currentNotice, FAST_TRACK_NOTICES } from '../../../rules/fast-track/notice.ts';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import { permitted } from '../../../rules/machine/machine.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import type { Call } from '../../context.ts';
import type { Reader } from '../../store/database.ts';
import type { Application } from '../applications/index.ts';
import { findDataset } from '../datasets/index.ts';
import { restrictionsOf } from '../misconduct/index.ts';
import { creditCodeOf, entries, findEntry, findRequest, type Request } from './fast-track.queries.ts';

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** A version of what is signed, the current one when none is named. */
export function noticeOf(version = currentNotice().version) {
  const notice = FAST_TRACK_NOTICES.find((each) => each.version === version) ?? currentNotice();
  return { ...notice, hash: hashOf(notice.text) };
}

const isApplicant = ({ actor }: Call, { ownerId, organisationId }: Application): boolean =>
  (actor.role === 'person' || actor.role === 'organisation-member') &&
  can(actor, 'application.read', { ownerId, organisationId });

/** Throws `not-found` unless the caller applied, or may read what was sent of it. */
export function knownFor(call: Call, application: Application | undefined): Application {
  if (!application) throw new Problem('not-found');
  const mayRead = application.parts.some(
    ({ publisher, district, submittedAt, acceptedAt }) =>
      can(call.actor, 'application.read', { bodyId: publisher.id, district }) &&
      (call.actor.bodyId === null ? submittedAt : acceptedAt) !== null,
  );
  if (mayRead || isApplicant(call, application)) return application;
  throw new Problem('not-found');
}

/** Everything that keeps an application from the fast track by an entry of the lists. */
export async function findingsBy(
  db: Reader,
  call: Call,
  application: Application,
  entry: FastTrackEntry | null,
): Promise<Finding[]> {
  const { organisationId, content, parts } = application;
  const kept = parts.filter(({ state }) => state !== 'withdrawn');
  const listed = await Promise.all(
    kept.map(async ({ dataset }) => ({
      name: dataset.name,
      entry: (await findDataset(db, dataset.id))?.entry ?? emptyEntry(),
    })),
  );
  return fastTrackFindings({
    entry,
    creditCode: organisationId === null ? null : await creditCodeOf(db, organisationId),
    scenarioKind: content.scenarioKind,
    datasets: listed.map(({ name, entry: { openClass, grade } }) => ({
      ...{ name, openClass, levels: grade.levels },
    })),
    restrictions: await restrictionsOf(
      db,
      call,
      application,
      kept.map(({ publisher }) => publisher.id),
    ),
    excludedLevels: call.services.profile.fastTrackExcludes,
    today: cityDay(call.services.clock.now()),
  });
}

const OPEN: readonly string[] = ['draft', 'declined', 'submitted'];
/** While it was not taken in yet, and nobody reviews it in one pass. */
export const canAsk = (
  call: Call,
  { ownerId, organisationId, parts }: Application,
  request: Request | null,
) =>
  can(call.actor, 'application.write', { ownerId, organisationId }) &&
  parts.some(({ state }) => state !== 'withdrawn') &&
  parts.every(({ state }) => OPEN.includes(state) || state === 'withdrawn') &&
  (request === null || request.state === 'returned' || request.state === 'asked');

export function thingOf(
  { interested, parts }: Application,
  { preparedBy }: Pick<Request, 'preparedBy'>,
  rest: { state: FastTrackState; isEligible: boolean; reasons: readonly string[] },
): FastTrackThing {
  return { ...rest, interested, preparedBy, isTakenIn: parts.some(({ state }) => state === 'in-review') };
}

/** Entries in force that fit who asks and for what. */
async function fittingFor(db: Reader, call: Call, application: Application): Promise<FastTrackEntry[]> {
  const { organisationId, content } = application;
  const creditCode = organisationId === null ? null : await creditCodeOf(db, organisationId);
  const today = cityDay(call.services.clock.now());
  return (await entries(db)).filter(
    (entry) =>
      isInForce(entry, today) &&
      (entry.kind === 'scenario'
        ? entry.scenarioKind === null || entry.scenarioKind === content.scenarioKind
        : entry.creditCode === creditCode),
  );
}

export async function standingOf(
  db: Reader,
  call: Call,
  application: Application,
): Promise<FastTrackStanding> {
  const request = await findRequest(db, application.id);
  const fitting = await fittingFor(db, call, application);
  const asked = request && (await findEntry(db, request.entryId));
  const findings = await findingsBy(db, call, application, asked ?? fitting[0] ?? null);
  const next =
    request === null
      ? []
      : permitted(
          fastTrackMachine,
          thingOf(application, request, {
            ...{ state: request.state, isEligible: findings.length === 0, reasons: ['-'] },
          }),
          call.actor,
        );
  return {
    code: application.code,
    request: request && asked ? requestView(request, asked) : null,
    fitting,
    findings,
    can: {
      ...Object.fromEntries(fastTrackMachine.events.map((event) => [event, next.includes(event)])),
      ask: canAsk(call, application, request),
    },
  };
}

const requestView = (request: Request, entry: FastTrackEntry): FastTrackStanding['request'] => ({
  ...{ state: request.state, entry, notice: noticeOf(request.noticeVersion) },
  ...{ signedBy: request.signedByName, signedAt: request.signedAt.toISOString() },
  ...{ preparedBy: request.preparedByName, decidedBy: request.decidedByName },
  decidedAt: request.decidedAt?.toISOString() ?? null,
  reasons: request.reasons,
});
