import { translator } from '../../../locales/index.ts';
import type { SignatureView } from '../../../rules/agreements/agreements.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { beginGrant, followAgreement } from '../grants/index.ts';
import { refuseRestricted } from '../misconduct/index.ts';
import { fileAgreement, savePdf, saveStep, type Agreement } from './agreement.queries.ts';
import { sealOf } from './platform-seal.ts';
import { drawAgreement, type PrintedAgreement } from './seal/draw-agreement.ts';
import { sealPdf } from './seal/sealed-pdf.ts';
import { signaturesOf } from './signature.queries.ts';

/**
 * Begins the grant, or lets that of the agreement it replaced go on under it, files it with the authority and seals the
 * file, in the transaction of the step that brought it into force. Throws `access-restricted` while a measure keeps the
 * data user away, `grant-ended` for a change of what is not granted any more.
 */
export async function comeIntoForce(
  trx: Trx,
  call: Call,
  agreement: Agreement,
  formerId: string | null,
): Promise<void> {
  const { services } = call;
  const { id, part, state, isAmendment } = agreement;
  const at = services.clock.now();
  await saveStep(trx, id, { state, inForceAt: at });
  const { dataset, bodyId, ownerId, organisationId, terms } = part;
  await refuseRestricted(trx, call, part, [bodyId]);
  const agreed = { agreementId: id, dataset, bodyId, ownerId, organisationId, terms };
  const goesOn = formerId !== null && (await followAgreement(trx, call, formerId, agreed, isAmendment));
  if (isAmendment && !goesOn) throw new Problem('grant-ended', { provision: 'xz-32' });
  if (!goesOn) await beginGrant(trx, call, agreed);
  await fileAgreement(trx, id, at);
  const drawn = await drawAgreement(printedOf(agreement, await signaturesOf(trx, id), call, at));
  const file = await sealPdf(drawn, await sealOf(services));
  const { digest } = await services.objects.put(once(file));
  await savePdf(trx, id, digest);
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

const CITY_TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** The words of the last page: Chinese, as the text that binds. */
function printedOf(
  { code, document, publisher, user, odrlDigest, textDigest }: Agreement,
  signatures: readonly SignatureView[],
  { services, transport }: Call,
  at: Date,
): PrintedAgreement {
  const t = translator('zh-CN');
  const { profile, publicUrl } = services;
  const names = {
    user: user.name,
    publisher: publisher.name,
    authority: profile.authorities.authority['zh-CN'],
  };
  return {
    code,
    document,
    author: profile.platform['zh-CN'],
    signatures: signatures.map((signature) => [
      t(`agreement.print.${signature.party}`, { name: names[signature.party] }),
      t('agreement.print.signed', {
        name: signature.name,
        role: t(`role.${signature.role}`),
        at: CITY_TIME.format(new Date(signature.at)),
        proof: t(`agreement.proof.${signature.proof}`),
      }),
    ]),
    evidence: [
      t('agreement.print.in-force', { at: CITY_TIME.format(at) }),
      t('agreement.print.text-digest', { digest: textDigest }),
      t('agreement.print.odrl-digest', { digest: odrlDigest }),
      t('agreement.print.verify', { url: `${publicUrl ?? transport.origin}/agreements/verify` }),
    ],
    headings: {
      signatures: t('agreement.print.signatures'),
      evidence: t('agreement.print.evidence'),
      english: 'For reading in English',
    },
    sealedAt: at,
  };
}
