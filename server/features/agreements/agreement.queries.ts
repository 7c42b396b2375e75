import { sql } from 'kysely';
import type { AgreementState } from '../../../rules/agreements/agreement-state.ts';
import type { AgreementDocument } from '../../../rules/agreements/agreement-document.ts';
import type { AgreementFacts } from '../../../rules/agreements/agreement-facts.ts';
import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import type { Reader, Trx } from '../../store/database.ts';

export interface Agreement {
  id: string;
  code: string;
  state: AgreementState;
  part: ApprovedPart;
  publisher: { id: string; code: string; name: string; district: string | null };
  /** As it was named in the agreement. */
  user: Pick<AgreementFacts['user'], 'kind' | 'name'>;
  document: AgreementDocument;
  odrl: string;
  odrlDigest: string;
  textDigest: string;
  pdfDigest: string | null;
  reasons: string[];
  /** Who signed for the data user. */
  signedBy: string | null;
  offeredAt: Date;
  inForceAt: Date | null;
  endedAt: Date | null;
}

export interface NewAgreement extends Pick<
  Agreement,
  'id' | 'code' | 'part' | 'user' | 'document' | 'odrl' | 'odrlDigest' | 'textDigest'
> {
  at: Date;
}

/** False when the part has an agreement already that is offered, signed or in force. */
export async function insertAgreement(trx: Trx, made: NewAgreement): Promise<boolean> {
  const { part } = made;
  const { kind, name } = made.user;
  const row = await trx
    .insertInto('agreement')
    .values({
      id: made.id,
      code: made.code,
      part_id: part.partId,
      application_id: part.applicationId,
      dataset_id: part.dataset.id,
      body_id: part.bodyId,
      owner_id: part.ownerId,
      organisation_id: part.organisationId,
      state: 'offered',
      part: JSON.stringify(part),
      data_user: JSON.stringify({ kind, name }),
      document: JSON.stringify(made.document),
      odrl: made.odrl,
      odrl_digest: made.odrlDigest,
      text_digest: made.textDigest,
      reasons: '[]',
      until: part.terms.until,
      offered_at: made.at,
    })
    .onConflict((taken) => taken.doNothing())
    .executeTakeFirst();
  return row.numInsertedOrUpdatedRows === 1n;
}

const selectAgreements = (db: Reader) =>
  db
    .selectFrom('agreement')
    .innerJoin('public_body', 'public_body.id', 'agreement.body_id')
    .leftJoin('agreement_signature', (join) =>
      join
        .onRef('agreement_signature.agreement_id', '=', 'agreement.id')
        .on('agreement_signature.party', '=', 'user'),
    )
    .selectAll('agreement')
    .select(['public_body.code as body_code', 'public_body.name as body_name', 'public_body.district'])
    .select('agreement_signature.account_id as signed_by');
type Row = Awaited<ReturnType<ReturnType<typeof selectAgreements>['executeTakeFirstOrThrow']>>;

const toAgreement = (row: Row): Agreement => ({
  id: row.id,
  code: row.code,
  state: row.state as AgreementState,
  part: row.part,
  publisher: { id: row.body_id, code: row.body_code, name: row.body_name, district: row.district },
  user: row.data_user,
  document: row.document,
  odrl: row.odrl,
  odrlDigest: row.odrl_digest,
  textDigest: row.text_digest,
  pdfDigest: row.pdf_digest,
  reasons: row.reasons,
  signedBy: row.signed_by,
  offeredAt: row.offered_at,
  inForceAt: row.in_force_at,
  endedAt: row.ended_at,
});

export async function findAgreement(db: Reader, id: string): Promise<Agreement | undefined> {
  const row = await selectAgreements(db).where('agreement.id', '=', id).executeTakeFirst();
  return row && toAgreement(row);
}

export async function lockAgreement(trx: Trx, id: string): Promise<Agreement | undefined> {
  await trx.selectFrom('agreement').select('id').where('id', '=', id).forUpdate().execute();
  return findAgreement(trx, id);
}

/** By the SHA-256 of its sealed file or of its form for machines. */
export async function findByDigest(db: Reader, digest: string): Promise<Agreement | undefined> {
  const row = await selectAgreements(db)
    .where(({ eb, or }) => or([eb('pdf_digest', '=', digest), eb('odrl_digest', '=', digest)]))
    .executeTakeFirst();
  return row && toAgreement(row);
}

/** Whose agreements: parts that are null leave that side open. */
export interface Whose {
  bodyId: string | null;
  district: string | null;
  organisationId: string | null;
  /** Only what they asked for themselves, not for an organisation. */
  ownerId: string | null;
}
export interface AgreementList extends Whose {
  state: AgreementState | null;
  limit: number;
  after: string | null;
}

/** Newest first; `after` is the id of the last one seen (ids grow with time). */
export async function listAgreements(
  db: Reader,
  { state, bodyId, district, organisationId, ownerId, limit, after }: AgreementList,
): Promise<{ items: Agreement[]; total: number }> {
  const chosen = selectAgreements(db)
    .$if(state !== null, (all) => all.where('agreement.state', '=', state ?? ''))
    .$if(bodyId !== null, (all) => all.where('agreement.body_id', '=', bodyId))
    .$if(district !== null, (all) => all.where('public_body.district', '=', district))
    .$if(organisationId !== null, (all) => all.where('agreement.organisation_id', '=', organisationId))
    .$if(ownerId !== null, (all) =>
      all.where('agreement.owner_id', '=', ownerId).where('agreement.organisation_id', 'is', null),
    );
  const { total } = await chosen
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await chosen
    .$if(after !== null, (all) => all.where('agreement.id', '<', after ?? ''))
    .orderBy('agreement.id', 'desc')
    .limit(limit)
    .execute();
  return { items: rows.map(toAgreement), total };
}

export interface SavedStep {
  state: AgreementState;
  reasons?: readonly string[];
  inForceAt?: Date;
  endedAt?: Date;
}

export async function saveStep(trx: Trx, id: string, step: SavedStep): Promise<void> {
  const { state, reasons, inForceAt, endedAt } = step;
  await trx
    .updateTable('agreement')
    .set({
      state,
      ...(reasons && { reasons: JSON.stringify(reasons) }),
      ...(inForceAt && { in_force_at: inForceAt }),
      ...(endedAt && { ended_at: endedAt }),
    })
    .where('id', '=', id)
    .execute();
}

export async function savePdf(trx: Trx, id: string, digest: string): Promise<void> {
  await trx.updateTable('agreement').set({ pdf_digest: digest }).where('id', '=', id).execute();
}

/** Those whose last day is before `day` and that have not ended, at most 100. */
export async function overdueAgreements(db: Reader, day: string): Promise<string[]> {
  const rows = await db
    .selectFrom('agreement')
    .select('id')
    .where('ended_at', 'is', null)
    .where(sql<boolean>`until < ${day}::date`)
    .orderBy('until')
    .limit(100)
    .execute();
  return rows.map(({ id }) => id);
}
