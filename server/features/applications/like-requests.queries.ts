import { sql } from 'kysely';
import type { Precedent } from '../../../rules/applications/applications.operations.ts';
import type { PartState } from '../../../rules/applications/application-part.machine.ts';
import type { Reader } from '../../store/database.ts';
import type { Application, Part } from './application.queries.ts';
import type { Holder } from './material.queries.ts';

const partsOfHolder = (db: Reader, { ownerId, organisationId }: Holder) => {
  const parts = db
    .selectFrom('application_part')
    .innerJoin('access_application', 'access_application.id', 'application_part.application_id');
  return organisationId === null
    ? parts
        .where('access_application.owner_id', '=', ownerId)
        .where('access_application.organisation_id', 'is', null)
    : parts.where('access_application.organisation_id', '=', organisationId);
};

/** Nothing has been decided for good, or it is considered again. */
const UNDER_WAY: readonly PartState[] = [
  ...(['submitted', 'in-review', 'expert-review', 'waiting', 'narrower-offered'] as const),
  ...(['reconsidering', 'appealed'] as const),
];

/** Another request of the same applicant or its organisation for the same dataset. */
export interface OtherRequest {
  code: string;
  datasetId: string;
  fields: readonly string[];
  isOwn: boolean;
  isUnderWay: boolean;
}

const SENT: readonly PartState[] = [...UNDER_WAY, 'approved', 'rejected'];

/** What the applicant, or anyone of its organisation, asked of the same datasets since a moment or is still asking. */
export async function otherRequests(
  db: Reader,
  application: Application,
  since: Date,
): Promise<OtherRequest[]> {
  const { id, ownerId, organisationId, interested, parts } = application;
  const datasets = parts.map(({ dataset }) => dataset.id);
  if (datasets.length === 0) return [];
  const rows = await db
    .selectFrom('application_part')
    .innerJoin('access_application', 'access_application.id', 'application_part.application_id')
    .select(['application_part.dataset_id', 'application_part.terms', 'application_part.state'])
    .select(['access_application.code', 'access_application.owner_id', 'access_application.organisation_id'])
    .where('application_part.dataset_id', 'in', datasets)
    .where('access_application.id', '!=', id)
    .where('application_part.state', 'in', [...SENT])
    .where(({ or, eb }) =>
      or([
        eb('access_application.owner_id', 'in', interested),
        ...(organisationId === null ? [] : [eb('access_application.organisation_id', '=', organisationId)]),
      ]),
    )
    .where(({ or, eb }) =>
      or([
        eb('application_part.submitted_at', '>', since),
        eb('application_part.state', 'in', [...UNDER_WAY]),
      ]),
    )
    .orderBy('access_application.id')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    datasetId: row.dataset_id,
    fields: row.terms.fields,
    isOwn: organisationId === null ? row.owner_id === ownerId : row.organisation_id === organisationId,
    isUnderWay: UNDER_WAY.some((state) => state === row.state),
  }));
}

/** How the applicant's other parts ended or stand, counted. */
export async function recordOf(db: Reader, application: Application): Promise<Record<string, number>> {
  const rows = await partsOfHolder(db, application)
    .select(['application_part.state', ({ fn }) => fn.countAll<number>().as('count')])
    .where('access_application.id', '!=', application.id)
    .where('application_part.state', '!=', 'draft')
    .groupBy('application_part.state')
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** Datasets that the applicant was granted: their codes. */
export async function heldDatasets(db: Reader, application: Application): Promise<Set<string>> {
  const rows = await partsOfHolder(db, application)
    .innerJoin('dataset', 'dataset.id', 'application_part.dataset_id')
    .select('dataset.code')
    .where('application_part.state', '=', 'approved')
    .execute();
  return new Set(rows.map(({ code }) => code));
}

const MOST = 20;

/** The newest decisions of the publisher on the same dataset or the same scenario, others' applications only. */
export async function precedentsOf(db: Reader, application: Application, part: Part): Promise<Precedent[]> {
  const scenario = application.content.scenarioKind;
  const rows = await db
    .selectFrom('application_part')
    .innerJoin('access_application', 'access_application.id', 'application_part.application_id')
    .innerJoin('dataset', 'dataset.id', 'application_part.dataset_id')
    .select(['access_application.code', 'application_part.state', 'application_part.reasons'])
    .select(['application_part.decided_at', 'dataset.id as dataset_id'])
    .select(['dataset.code as dataset_code', 'dataset.name as dataset_name'])
    .select(
      sql<boolean>`access_application.content->>'scenarioKind' is not distinct from ${scenario}`.as('same'),
    )
    .where('application_part.body_id', '=', part.publisher.id)
    .where('application_part.decided_at', 'is not', null)
    .where('application_part.state', 'in', ['approved', 'rejected', 'narrower-offered'])
    .where('access_application.id', '!=', application.id)
    .where(({ or, eb }) =>
      or([
        eb('application_part.dataset_id', '=', part.dataset.id),
        eb(sql<string>`access_application.content->>'scenarioKind'`, '=', scenario ?? ''),
      ]),
    )
    .orderBy('application_part.decided_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    code: row.code,
    dataset: { id: row.dataset_id, code: row.dataset_code, name: row.dataset_name ?? row.dataset_code },
    sameDataset: row.dataset_id === part.dataset.id,
    sameScenario: row.same,
    state: row.state as PartState,
    reasons: row.reasons,
    decidedAt: row.decided_at?.toISOString() ?? '',
  }));
}
