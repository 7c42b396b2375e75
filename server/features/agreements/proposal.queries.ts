import type { Side } from '../../../rules/agreements/agreement.machine.ts';
import type { AgreementDocument } from '../../../rules/agreements/agreement-document.ts';
import { SIDES, type PROPOSAL_STATES } from '../../../rules/agreements/agreements.operations.ts';
import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import type { Reader, Trx } from '../../store/database.ts';

type ProposalState = (typeof PROPOSAL_STATES)[number];

export interface NewProposal {
  id: string;
  agreementId: string;
  side: Side;
  madeBy: string;
  note: string;
  part: ApprovedPart;
  replaces: { id: string } | null;
  before: AgreementDocument;
  document: AgreementDocument;
  at: Date;
}

/** The changes that wait for an answer from now on; what waited before is countered. */
export async function insertProposal(trx: Trx, made: NewProposal): Promise<void> {
  await answerProposal(trx, made.agreementId, 'countered', made.at);
  await trx
    .insertInto('agreement_proposal')
    .values({
      id: made.id,
      agreement_id: made.agreementId,
      side: made.side,
      made_by: made.madeBy,
      note: made.note,
      part: JSON.stringify(made.part),
      replaces_id: made.replaces?.id ?? null,
      before: JSON.stringify(made.before),
      document: JSON.stringify(made.document),
      state: 'open',
      made_at: made.at,
    })
    .execute();
}

export async function answerProposal(
  trx: Trx,
  agreementId: string,
  state: Exclude<ProposalState, 'open'>,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('agreement_proposal')
    .set({ state, answered_at: at })
    .where('agreement_id', '=', agreementId)
    .where('state', '=', 'open')
    .execute();
}

/** The newest first, with who made them. */
export async function proposalsOf(db: Reader, agreementId: string) {
  const rows = await db
    .selectFrom('agreement_proposal')
    .innerJoin('account', 'account.id', 'agreement_proposal.made_by')
    .leftJoin('agreement as former', 'former.id', 'agreement_proposal.replaces_id')
    .selectAll('agreement_proposal')
    .select(['account.name', 'former.code as former_code'])
    .where('agreement_id', '=', agreementId)
    .orderBy('agreement_proposal.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    side: SIDES.find((side) => side === row.side) ?? 'user',
    byName: row.name,
    note: row.note,
    part: row.part,
    replaces: row.replaces_id && row.former_code ? { id: row.replaces_id, code: row.former_code } : null,
    before: row.before,
    document: row.document,
    // Written above only.
    state: row.state as ProposalState,
    madeAt: row.made_at,
  }));
}
