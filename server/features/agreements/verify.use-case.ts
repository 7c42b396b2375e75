import { createHash } from 'node:crypto';
import type {
  SealView,
  verifyAgreement,
  Verification,
} from '../../../rules/agreements/agreements.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { UseCase } from '../../plugins/operations.ts';
import type { Reader } from '../../store/database.ts';
import { findByDigest, type Agreement } from './agreement.queries.ts';
import { sealOf } from './platform-seal.ts';
import { signaturesOf } from './signature.queries.ts';
import { judgePdf } from './seal/sealed-pdf.ts';

/** A file that names an agreement of ours in what readers show of it. */
const OF_AN_AGREEMENT = /XY-\d{4}-\d{6}/;

export const verify: UseCase<typeof verifyAgreement> = async (
  { services, t },
  { content, digest: given },
) => {
  if ((content === undefined) === (given === undefined))
    throw new Problem('invalid-input', {
      errors: [{ pointer: '/content', detail: t('agreement.verify.one-of') }],
    });
  const file = content === undefined ? null : Buffer.from(content, 'base64');
  const digest = file ? createHash('sha256').update(file).digest('hex') : (given ?? '').toLowerCase();
  const agreement = await findByDigest(services.db, digest);
  if (agreement) {
    const form = agreement.pdfDigest === digest ? 'pdf' : 'odrl';
    return { verdict: 'unchanged', digest, form, agreement: await publicView(services.db, agreement) };
  }
  const judged = file && (await judgePdf(file, await sealOf(services)));
  const wasOurs = judged?.ours === true || (file !== null && OF_AN_AGREEMENT.test(file.toString('latin1')));
  // Who brings a changed file learns nothing of what it pretends to be.
  return { verdict: wasOurs ? 'changed' : 'unknown', digest, form: null, agreement: null };
};

/** A person is not named to whoever holds a file. */
async function publicView(
  db: Reader,
  { part, publisher, user, ...agreement }: Agreement,
): Promise<Verification['agreement']> {
  const signatures = await signaturesOf(db, agreement.id);
  const { dataset, terms } = part;
  return {
    code: agreement.code,
    state: agreement.state,
    dataset: { code: dataset.code, name: dataset.name },
    publisher: publisher.name,
    user: { kind: user.kind, name: user.kind === 'organisation' ? user.name : null },
    from: terms.from,
    until: terms.until,
    inForceAt: agreement.inForceAt?.toISOString() ?? null,
    endedAt: agreement.endedAt?.toISOString() ?? null,
    seals: signatures.flatMap(({ seal }) => (seal ? [publicSeal(seal)] : [])),
  };
}

const publicSeal = ({ subject, issuer, serial, fingerprint, holds }: SealView): SealView => ({
  ...{ subject, issuer, serial, fingerprint, holds },
});
