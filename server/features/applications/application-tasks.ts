import { can, reachOf } from '../../../rules/access/permissions.ts';
import type { PartState } from '../../../rules/applications/application-part.machine.ts';
import { FAVOURED, favourOf } from '../../../rules/applications/favour.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import { applicationsIn, type Application, type ApplicationScope, type Part } from './application.queries.ts';
import { dueClock, intakeClock, reviewClock } from './application.view.ts';

type Kind = Extract<
  Task['kind'],
  | 'take-in-application'
  | 'prepare-opinion'
  | 'decide-application'
  | 'mend-application'
  | 'answer-publisher'
  | 'decide-offer'
  | 'overdue-application'
  | 'reconsider-application'
>;
type Found = [application: Application, part: Part];

const MOST = 200;
const EVERYWHERE: ApplicationScope = { owner: null, bodyId: null, district: null };

async function partsIn(call: Call, scope: ApplicationScope, states: readonly PartState[]): Promise<Found[]> {
  const wanted = { ...scope, states, limit: MOST, after: null };
  const { items } = await applicationsIn(call.services.db, wanted);
  return items.flatMap((application) =>
    application.parts
      .filter(
        ({ state, publisher }) => states.includes(state) && (scope.bodyId ?? publisher.id) === publisher.id,
      )
      .map((part): Found => [application, part]),
  );
}

/** Of applications, whatever the acting role must do next; nobody gets their own to decide. */
export async function applicationTasks(call: Call): Promise<Task[]> {
  const { role } = call.actor;
  if (role === 'person' || role === 'organisation-member') return applicantTasks(call);
  if (call.actor.bodyId !== null) return publisherTasks(call, call.actor.bodyId);
  if (can(call.actor, 'application.intake')) return intakeTasks(call);
  return role === 'authority' ? authorityTasks(call) : [];
}

const isForeign =
  ({ actor }: Call) =>
  ([{ interested }]: Found): boolean =>
    actor.accountId === null || !interested.includes(actor.accountId);

async function intakeTasks(call: Call): Promise<Task[]> {
  const found = await partsIn(call, EVERYWHERE, ['submitted']);
  const applications = new Map(found.filter(isForeign(call)).map((each) => [each[0].id, each]));
  return [...applications.values()].map((each) => toTask(call, 'take-in-application', each));
}

async function publisherTasks(call: Call, bodyId: string): Promise<Task[]> {
  const { actor } = call;
  const prepares = can(actor, 'application.prepare', { bodyId });
  if (!prepares && !can(actor, 'application.decide', { bodyId })) return [];
  const found = await partsIn(call, { ...EVERYWHERE, bodyId }, ['in-review', 'reconsidering']);
  const mine = found.filter(
    ([, { state, opinion, opinionBy, reconsiderations }]) =>
      opinionBy !== actor.accountId &&
      (prepares
        ? state === 'in-review' && opinion === null
        : opinion !== null &&
          !reconsiderations.some(({ deciders }) => deciders.includes(actor.accountId ?? ''))),
  );
  return mine.filter(isForeign(call)).map((each) => toTask(call, kindFor(each[1], prepares), each));
}

const kindFor = ({ state }: Part, prepares: boolean): Kind => {
  if (state === 'reconsidering') return 'reconsider-application';
  return prepares ? 'prepare-opinion' : 'decide-application';
};

const APPLICANT: Partial<Record<PartState, Kind>> = {
  declined: 'mend-application',
  waiting: 'answer-publisher',
  'narrower-offered': 'decide-offer',
};

async function applicantTasks(call: Call): Promise<Task[]> {
  const { accountId, organisationId } = call.actor;
  if (accountId === null || reachOf(call.actor, 'application.write') !== 'own') return [];
  const scope = { ...EVERYWHERE, owner: { accountId, organisationId } };
  const found = await partsIn(call, scope, ['declined', 'waiting', 'narrower-offered']);
  return found.flatMap((each) => {
    const kind = APPLICANT[each[1].state];
    return kind === undefined ? [] : [toTask(call, kind, each)];
  });
}

/** What the authority is asked to consider again, and what is late with others (`xz-19`). */
async function authorityTasks(call: Call): Promise<Task[]> {
  const found = await partsIn(call, EVERYWHERE, LATE);
  return found.filter(isForeign(call)).flatMap((each) => {
    const [application, part] = each;
    if (part.state === 'appealed') return [toTask(call, 'reconsider-application', each)];
    return dueClock(call, application, part)?.state === 'overdue'
      ? [toTask(call, 'overdue-application', each)]
      : [];
  });
}
const LATE: readonly PartState[] = ['submitted', 'in-review', 'expert-review', 'reconsidering', 'appealed'];

function toTask(call: Call, kind: Kind, [application, part]: Found): Task {
  const { content, applicant, code, createdAt } = application;
  const favour = favourOf(content, part.opinion);
  return {
    kind,
    thingId: application.id,
    datasetId: null,
    title: part.dataset.name,
    notes: [applicant, code, ...(favour >= FAVOURED ? [call.t('task.favoured')] : [])],
    since: (part.decidedAt ?? part.acceptedAt ?? part.submittedAt ?? createdAt).toISOString(),
    clock: kind === 'take-in-application' ? intakeClock(call, application) : plain(reviewClock(call, part)),
    favour,
  };
}

/** A clock that stands has no day on which it is due. */
function plain(clock: ReturnType<typeof reviewClock>): Task['clock'] {
  if (clock === null || clock.paused || clock.state === 'done') return null;
  const { pausedDays: _p, daysInAll: _d, paused: _is, ...shown } = clock;
  return shown;
}
