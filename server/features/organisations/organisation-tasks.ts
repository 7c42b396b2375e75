import { reachOf } from '../../../rules/access/permissions.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import { listOrganisations, type Organisation } from './organisation.queries.ts';
import { summary } from './organisation.view.ts';

type Kind = Extract<Task['kind'], 'decide-organisation' | 'mend-organisation'>;
const MOST = 200;

/** Registrations to review, and one's own that came back. */
export async function organisationTasks(call: Call): Promise<Task[]> {
  const { actor, services } = call;
  if (reachOf(actor, 'organisation.decide') === 'city') {
    const wanted = { of: null, state: 'submitted', q: null, limit: MOST, after: null } as const;
    const { items } = await listOrganisations(services.db, wanted);
    return items
      .filter(({ registrantId }) => registrantId !== actor.accountId)
      .map((each) => toTask('decide-organisation', each, call));
  }
  if (actor.accountId === null || reachOf(actor, 'organisation.write') !== 'own') return [];
  const of = { accountId: actor.accountId, organisationId: null };
  const { items } = await listOrganisations(services.db, {
    ...{ of, state: 'returned', q: null, limit: MOST, after: null },
  });
  return items.map((each) => toTask('mend-organisation', each, call));
}

const toTask = (kind: Kind, organisation: Organisation, call: Call): Task => ({
  kind,
  thingId: organisation.id,
  datasetId: null,
  title: organisation.name,
  notes: [organisation.creditCode],
  since: (organisation.decidedAt ?? organisation.submittedAt ?? organisation.createdAt).toISOString(),
  clock: kind === 'decide-organisation' ? summary(organisation, call).clock : null,
});
