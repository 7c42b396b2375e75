import { parseConditions } from '../../../rules/conditions/parse-conditions.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { offerAgreement } from '../agreements/index.ts';
import { withMark } from '../grants/index.ts';
import type { Application, Part } from './application.queries.ts';

/** Offers the agreement on what was approved, or on the narrower offer that was taken (`xz-20`); answers its id. */
export const offerFor = async (
  trx: Trx,
  call: Call,
  application: Application,
  part: Part,
): Promise<string> => {
  const { id, code, ownerId, organisationId, content } = application;
  return offerAgreement(trx, call, {
    partId: part.id,
    applicationId: id,
    applicationCode: code,
    dataset: part.dataset,
    bodyId: part.publisher.id,
    ownerId,
    organisationId,
    scenario: content.scenario,
    purpose: content.purpose,
    terms: await withMark(trx, part.dataset.id, part.offered ?? part.terms),
    safeguards: [...content.safeguards],
    reportEveryMonths: content.reportEveryMonths,
    conditions: parseConditions(part.conditions.conditions.join('\n')).terms,
    approvedBy: [part.opinionBy, part.decidedBy].filter((by) => by !== null),
  });
};
