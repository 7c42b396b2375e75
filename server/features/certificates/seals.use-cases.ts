import type {
  bindSealCertificate,
  endSealCertificate,
  listSealCertificates,
} from '../../../rules/certificates/certificates.operations.ts';
import { nameText } from '../../../rules/certificates/certificate-subject.ts';
import { can } from '../../../rules/access/permissions.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { partsOf } from '../../x509/judge-chain.ts';
import { derOf } from '../../x509/pem.ts';
import { kindOf } from '../../x509/public-key.ts';
import { fingerprintOf } from '../../x509/read-signature.ts';
import { recordEvent } from '../events/index.ts';
import { knownOrganisation } from '../organisations/index.ts';
import { endSealsOf, findSeal, insertSealCertificate, sealsOf } from './certificate.queries.ts';
import { proveByChallenge, refusedFor, type Proven } from './prove-certificate.ts';

export const list: UseCase<typeof listSealCertificates> = async (call, { id }) => {
  const { services, actor } = call;
  const { state } = await knownOrganisation(services.db, call, id);
  const items = (await sealsOf(services.db, id)).map(({ view }) => view);
  const manages = can(actor, 'organisation.write', { organisationId: id });
  return { items, mayBind: state === 'accepted' && manages && Boolean(services.certificates) };
};

export const bind: UseCase<typeof bindSealCertificate> = async (call, { id, ...given }) => {
  const { services, actor } = call;
  const { state, creditCode } = await knownOrganisation(services.db, call, id);
  permit(actor, 'organisation.write', { organisationId: id });
  if (state !== 'accepted' || !services.certificates) throw new Problem('wrong-state');
  const wanted = { purpose: 'bind-seal', organisationId: id } as const;
  const proven = await proveByChallenge(call, given, wanted, 'seal');
  if (proven.creditCode !== creditCode) throw refusedFor(['code-other'], call);
  const sealId = services.newId();
  return services.db.transaction().execute(async (trx) => {
    const at = services.clock.now();
    await endSealsOf(trx, id, at);
    const seal = sealOf(proven);
    await insertSealCertificate(trx, {
      ...{ ...seal, id: sealId, organisationId: id, boundAt: at },
      boundBy: actor.accountId ?? '',
    });
    const { fingerprint, subject } = seal;
    await record(trx, call, id, 'bind-seal', { certificateId: sealId, fingerprint, subject });
    const bound = await findSeal(trx, sealId);
    if (!bound) throw new Problem('not-found');
    return bound.view;
  });
};

function sealOf({ brought: { signer } }: Proven) {
  const algorithm = kindOf(signer);
  if (algorithm === null) throw new Error('a certificate of an unknown kind was believed');
  return {
    algorithm,
    certificate: derOf(signer),
    fingerprint: fingerprintOf(signer),
    subject: nameText(partsOf(signer.subject)),
    issuer: nameText(partsOf(signer.issuer)),
    serial: Buffer.from(signer.serialNumber.valueBlock.valueHexView).toString('hex'),
    notBefore: signer.notBefore.value,
    notAfter: signer.notAfter.value,
  };
}

export const end: UseCase<typeof endSealCertificate> = async (call, { id }) => {
  const { services, actor } = call;
  const seal = await findSeal(services.db, id);
  if (!seal) throw new Problem('not-found');
  const { organisationId } = seal;
  await knownOrganisation(services.db, call, organisationId);
  permit(actor, 'organisation.write', { organisationId });
  await services.db.transaction().execute(async (trx) => {
    if (seal.view.endedAt !== null || !(await endSealsOf(trx, organisationId, services.clock.now())))
      throw new Problem('wrong-state');
    await record(trx, call, organisationId, 'end-seal', { certificateId: id });
  });
  return null;
};

const record = (
  trx: Trx,
  call: Call,
  id: string,
  act: 'bind-seal' | 'end-seal',
  data: Record<string, unknown>,
): Promise<void> =>
  recordEvent(trx, call, {
    action: `organisation.${act}`,
    thing: 'organisation',
    thingId: id,
    provision: 'xz-20',
    data,
  });
