import { sql } from 'kysely';
import type { Side } from '../../../rules/agreements/agreement.machine.ts';
import { SIDES, type Destruction } from '../../../rules/agreements/agreements.operations.ts';
import type { AgreementState } from '../../../rules/agreements/agreement-state.ts';
import type { AgreementDocument } from '../../../rules/agreements/agreement-document.ts';
import type { AgreementFacts } from '../../../rules/agreements/agreement-facts.ts';
import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import { counted, type Counted } from '../../store/counted.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { orderCode } from '../../store/order-code.ts';

export interface Agreement {
  id: string;
  code: string;
  state: AgreementState;
  /** As it is agreed, within `approved`. */
  part: ApprovedPart;
  approved: ApprovedPart;
  /** The agreement in force that it is to replace. */
  replaces: { id: string; code: string } | null;
  /** It changes that one within the same approval. */
  isAmendment: boolean;
  proposedBy: Side | null;
  filing: { code: string; at: Date } | null;
  destruction: Destruction | null;
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
  'id' | 'code' | 'part' | 'approved' | 'replaces' | 'user' | Text
> {
  at: Date;
}
type Text = 'document' | 'odrl' | 'odrlDigest' | 'textDigest';

/** False when the part has an agreement on its way already, or one in force that this one is not to replace. */
export async function insertAgreement(trx: Trx, made: NewAgreement): Promise<boolean> {
  const { part, replaces } = made;
  const held = await trx
    .selectFrom('agreement')
    .select('id')
    .where('part_id', '=', part.partId)
    .where('state', '=', 'in-force')
    .executeTakeFirst();
  if (held && held.id !== replaces?.id) return false;
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
      approved: JSON.stringify(made.approved),
      replaces_id: replaces?.id ?? null,
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
    .leftJoin('agreement as former', 'former.id', 'agreement.replaces_id')
    .selectAll('agreement')
    .select(['former.code as former_code', 'former.part_id as former_part_id'])
    .select(['public_body.code as body_code', 'public_body.name as body_name', 'public_body.district'])
    .select('agreement_signature.account_id as signed_by');
type Row = Awaited<ReturnType<ReturnType<typeof selectAgreements>['executeTakeFirstOrThrow']>>;

const toAgreement = (row: Row): Agreement => ({
  id: row.id,
  code: row.code,
  state: row.state as AgreementState,
  part: row.part,
  approved: row.approved,
  replaces: row.replaces_id && row.former_code ? { id: row.replaces_id, code: row.former_code } : null,
  isAmendment: row.former_part_id === row.part_id,
  proposedBy: SIDES.find((side) => side === row.proposed_by) ?? null,
  filing: row.filing_code && row.filed_at ? { code: row.filing_code, at: row.filed_at } : null,
  destruction: row.destruction,
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
    .where(({ eb, or }) =>
      or([eb('agreement.pdf_digest', '=', digest), eb('agreement.odrl_digest', '=', digest)]),
    )
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
  /** Only those filed with the authority. */
  filed: boolean;
  limit: number;
  after: string | null;
}

/** Newest first; `after` is the id of the last one seen (ids grow with time). The total is counted to 10,000. */
export async function listAgreements(
  db: Reader,
  { limit, after, ...wanted }: AgreementList,
): Promise<{ items: Agreement[] } & Counted> {
  const ids = idsOf(db, wanted);
  const page = await ids
    .$if(after !== null, (all) => all.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  const count = await counted(db, ids);
  if (page.length === 0) return { items: [], ...count };
  const rows = await selectAgreements(db)
    .where(
      'agreement.id',
      'in',
      page.map(({ id }) => id),
    )
    .orderBy('agreement.id', 'desc')
    .execute();
  return { items: rows.map(toAgreement), ...count };
}

const idsOf = (
  db: Reader,
  { state, filed, bodyId, district, organisationId, ownerId }: Omit<AgreementList, 'limit' | 'after'>,
) =>
  db
    .selectFrom('agreement')
    .select('id')
    .$if(state !== null, (all) => all.where('state', '=', state ?? ''))
    .$if(filed, (all) => all.where('filed_at', 'is not', null))
    .$if(bodyId !== null, (all) => all.where('body_id', '=', bodyId))
    .$if(district !== null, (all) =>
      all.where('body_id', 'in', ({ selectFrom }) =>
        selectFrom('public_body').select('public_body.id').where('district', '=', district),
      ),
    )
    .$if(organisationId !== null, (all) => all.where('organisation_id', '=', organisationId))
    .$if(ownerId !== null, (all) => all.where('owner_id', '=', ownerId).where('organisation_id', 'is', null));

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

/** What is agreed from now on, before anybody has signed it. */
export async function saveText(
  trx: Trx,
  id: string,
  { part, replaces, document, odrl, odrlDigest, textDigest }: Pick<NewAgreement, 'part' | 'replaces' | Text>,
): Promise<void> {
  await trx
    .updateTable('agreement')
    .set({
      part: JSON.stringify(part),
      document: JSON.stringify(document),
      replaces_id: replaces?.id ?? null,
      until: part.terms.until,
      ...{ odrl, odrl_digest: odrlDigest, text_digest: textDigest },
    })
    .where('id', '=', id)
    .execute();
}

export async function saveProposedBy(trx: Trx, id: string, side: Side | null): Promise<void> {
  await trx.updateTable('agreement').set({ proposed_by: side }).where('id', '=', id).execute();
}

export async function saveDestruction(trx: Trx, id: string, destruction: Destruction): Promise<void> {
  const stated = JSON.stringify(destruction);
  await trx.updateTable('agreement').set({ destruction: stated }).where('id', '=', id).execute();
}

/** Files it with the authority under the next number. */
export async function fileAgreement(trx: Trx, id: string, at: Date): Promise<void> {
  await trx
    .updateTable('agreement')
    .set({ filing_code: orderCode('BA', at), filed_at: at })
    .where('id', '=', id)
    .execute();
}

/** The agreement in force of the same data user on the same dataset, by its code. */
export async function findRenewable(
  trx: Trx,
  { dataset, bodyId, ownerId, organisationId }: ApprovedPart,
  code: string,
): Promise<{ id: string; code: string } | undefined> {
  const held = trx
    .selectFrom('agreement')
    .select(['id', 'code'])
    .where('code', '=', code)
    .where('state', '=', 'in-force')
    .where('dataset_id', '=', dataset.id)
    .where('body_id', '=', bodyId);
  const own =
    organisationId === null
      ? held.where('owner_id', '=', ownerId).where('organisation_id', 'is', null)
      : held.where('organisation_id', '=', organisationId);
  return own.executeTakeFirst();
}

/** The one that replaced it or is about to. */
export async function findSuccessor(
  db: Reader,
  id: string,
): Promise<{ id: string; code: string } | undefined> {
  return db
    .selectFrom('agreement')
    .select(['id', 'code'])
    .where('replaces_id', '=', id)
    .where('state', 'not in', ['refused', 'withdrawn', 'returned'])
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

/** Those in force whose successor is in force, too, and has begun by `day`; at most 100. */
export async function succeededAgreements(db: Reader, day: string): Promise<string[]> {
  const rows = await db
    .selectFrom('agreement as former')
    .innerJoin('agreement as next', 'next.replaces_id', 'former.id')
    .select('former.id')
    .where('former.state', '=', 'in-force')
    .where('next.state', '=', 'in-force')
    .where(sql<boolean>`next.part -> 'terms' ->> 'from' <= ${day}`)
    .limit(100)
    .execute();
  return rows.map(({ id }) => id);
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
