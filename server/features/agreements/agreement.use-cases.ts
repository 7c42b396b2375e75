import { reachOf } from '../../../rules/access/permissions.ts';
import type {
  getAgreement,
  getAgreementOdrl,
  getAgreementPdf,
  listAgreements,
} from '../../../rules/agreements/agreements.operations.ts';
import { idAfter, pageOf } from '../../../rules/api/cursor.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import { historyOf } from '../events/index.ts';
import { findAgreement, listAgreements as agreementsOf, type Whose } from './agreement.queries.ts';
import { known, summaryOf, viewOf } from './agreement.view.ts';

/** Whose agreements the caller may list, as far as they reach. */
export function whoseFor({ actor }: Call): Whose {
  const { accountId, bodyId, organisationId, district } = actor;
  permit(actor, 'agreement.read', { ownerId: accountId, organisationId, bodyId, district });
  const reach = reachOf(actor, 'agreement.read');
  return {
    bodyId: reach === 'body' ? bodyId : null,
    district: reach === 'district' ? district : null,
    organisationId: reach === 'own' ? organisationId : null,
    ownerId: reach === 'own' && organisationId === null ? accountId : null,
  };
}

export const list: UseCase<typeof listAgreements> = async (call, { state = null, filed, limit, cursor }) => {
  const wanted = {
    ...whoseFor(call),
    state,
    filed: filed === 'yes',
    limit: limit + 1,
    after: idAfter(cursor),
  };
  const { items, ...count } = await agreementsOf(call.services.db, wanted);
  const { shown, next } = pageOf(items, limit, ({ id }) => [id]);
  return { items: shown.map((each) => summaryOf(each, call)), ...count, next };
};

export const get: UseCase<typeof getAgreement> = async (call, { id }) => {
  const { db } = call.services;
  const agreement = known(await findAgreement(db, id), call);
  return { agreement: await viewOf(agreement, call), history: await historyOf(db, 'agreement', [id]) };
};

export const odrl: UseCase<typeof getAgreementOdrl> = async (call, { id }) => {
  const agreement = known(await findAgreement(call.services.db, id), call);
  return {
    contentType: 'application/ld+json',
    fileName: `${agreement.code}.odrl.jsonld`,
    body: agreement.odrl,
  };
};

export const pdf: UseCase<typeof getAgreementPdf> = async (call, { id }) => {
  const { db, objects } = call.services;
  const { code, pdfDigest } = known(await findAgreement(db, id), call);
  if (pdfDigest === null) throw new Problem('wrong-state', { provision: 'xz-20' });
  return {
    contentType: 'application/pdf',
    fileName: `${code}.pdf`,
    body: objects.stream(pdfDigest),
  };
};
