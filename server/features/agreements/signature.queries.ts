import type { Party, PROOFS, SignatureView } from '../../../rules/agreements/agreements.operations.ts';
import { toRole } from '../accounts/index.ts';
import { sealHolds, type MadeSeal } from '../certificates/index.ts';
import type { Reader, Trx } from '../../store/database.ts';

export interface NewSignature {
  agreementId: string;
  party: Party;
  accountId: string;
  role: string;
  proof: (typeof PROOFS)[number];
  digest: string;
  at: Date;
  seal: MadeSeal | null;
}

export async function insertSignature(trx: Trx, made: NewSignature): Promise<void> {
  await trx
    .insertInto('agreement_signature')
    .values({
      agreement_id: made.agreementId,
      party: made.party,
      account_id: made.accountId,
      role: made.role,
      proof: made.proof,
      signed_digest: made.digest,
      signed_at: made.at,
      certificate_id: made.seal?.certificateId ?? null,
      seal: made.seal?.seal ?? null,
    })
    .execute();
}

/** In the order of signing. */
export async function signaturesOf(db: Reader, agreementId: string): Promise<SignatureView[]> {
  const rows = await db
    .selectFrom('agreement_signature')
    .innerJoin('account', 'account.id', 'agreement_signature.account_id')
    .innerJoin('agreement', 'agreement.id', 'agreement_signature.agreement_id')
    .leftJoin('organisation_certificate as bound', 'bound.id', 'agreement_signature.certificate_id')
    .selectAll('agreement_signature')
    .select(['account.name', 'agreement.odrl'])
    .select(['bound.subject', 'bound.issuer', 'bound.serial', 'bound.fingerprint', 'bound.certificate'])
    .where('agreement_id', '=', agreementId)
    .orderBy('signed_at')
    .execute();
  return rows.map((row) => ({
    party: row.party as Party,
    name: row.name,
    role: toRole(row.role),
    proof: row.proof as SignatureView['proof'],
    digest: row.signed_digest,
    at: row.signed_at.toISOString(),
    seal: sealIn(row),
  }));
}

interface SealedRow {
  odrl: string;
  seal: string | null;
  certificate: Buffer | null;
  subject: string | null;
  issuer: string | null;
  serial: string | null;
  fingerprint: string | null;
}

function sealIn({ seal, certificate, odrl, ...of }: SealedRow): SignatureView['seal'] {
  if (seal === null || certificate === null) return null;
  const { subject, issuer, serial, fingerprint } = of;
  return {
    subject: subject ?? '',
    issuer: issuer ?? '',
    serial: serial ?? '',
    fingerprint: fingerprint ?? '',
    holds: sealHolds(odrl, seal, certificate),
    text: seal,
  };
}
