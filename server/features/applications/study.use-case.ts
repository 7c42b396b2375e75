import type {
  Combination,
  PartStudy,
  studyApplicationPart,
} from '../../../rules/applications/applications.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import { findDataset } from '../datasets/index.ts';
import { relatedDatasets } from '../graph/index.ts';
import { applicationOfPart, findApplication, type Application, type Part } from './application.queries.ts';
import { isApplicant, known } from './application.view.ts';
import { heldDatasets, precedentsOf, recordOf } from './like-requests.queries.ts';

/** A part for those who review it or watch the review; its applicant is refused. */
export async function studiedPart(
  call: Call,
  id: string,
): Promise<{ application: Application; part: Part; sources: number }> {
  const { db } = call.services;
  const applicationId = await applicationOfPart(db, id);
  const whole = applicationId === null ? undefined : await findApplication(db, applicationId);
  const application = known(call, whole);
  const part = application.parts.find((each) => each.id === id);
  if (!part) throw new Problem('not-found');
  permit(call.actor, 'application.read', { bodyId: part.publisher.id, district: part.district });
  if (isApplicant(call, application)) throw new Problem('not-permitted');
  const held = await heldDatasets(db, application);
  for (const { dataset } of whole?.parts ?? []) held.add(dataset.code);
  return { application, part, sources: held.size };
}

/** What a review looks at; the applicant is judged by it and does not see it. */
export const study: UseCase<typeof studyApplicationPart> = async (call, { id }) => {
  const { db } = call.services;
  const { application, part } = await studiedPart(call, id);
  const [dataset, precedents, record, combinations] = await Promise.all([
    findDataset(db, part.dataset.id),
    precedentsOf(db, application, part),
    recordOf(db, application),
    combinationsOf(call, application, part),
  ]);
  const answer: PartStudy = { grade: dataset?.entry?.grade.levels ?? {}, precedents, record, combinations };
  return answer;
};

const MOST = 50;

/** What is open to anyone or held already and shares a field that is asked for: together they say more of the same. */
async function combinationsOf(call: Call, application: Application, part: Part): Promise<Combination[]> {
  const held = await heldDatasets(call.services.db, application);
  const asked = new Set((part.offered ?? part.terms).fields);
  const { items } = await relatedDatasets(call, { id: part.dataset.id, limit: MOST });
  return items.flatMap(({ dataset: { key, name, dataset }, ways }): Combination[] => {
    const fields = ways.filter(({ own }) => asked.has(own.name)).map(({ own }) => own.label);
    const isHeld = held.has(key);
    if (fields.length === 0 || !(isHeld || dataset?.openClass === 'unconditional')) return [];
    return [{ dataset: { code: key, name }, held: isHeld, fields: [...new Set(fields)] }];
  });
}
