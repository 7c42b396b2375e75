import { Type, type Static } from 'typebox';
import { ROLES } from '../access/roles.ts';
import { Download, operation } from '../api/operation.ts';
import { Abilities, ById, Id, Literals, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { HistoryItem } from '../events/event.schema.ts';
import { GrantTerms } from '../grants/grant-terms.schema.ts';
import { AgreedChanges, ClauseChange, OpenTerms } from './agreed-changes.ts';
import { USER_KINDS } from './agreement-facts.ts';
import { AgreementDocument } from './agreement-document.ts';
import { ClockView } from '../time/working-clock.ts';
import { AGREEMENT_STATES } from './agreement-state.ts';

export const PARTIES = ['user', 'publisher', 'authority'] as const;
export type Party = (typeof PARTIES)[number];
export const PROOFS = ['code', 'password', 'sign-on', 'office'] as const;

/** With which certificate an organisation sealed it too, and whether that still holds. */
const SealView = Type.Object({
  subject: Type.String(),
  issuer: Type.String(),
  /** Hexadecimal. */
  serial: Type.String(),
  /** SHA-256 of the certificate, hexadecimal. */
  fingerprint: Type.String(),
  /** Verified now against the form for machines. */
  holds: Type.Boolean(),
});
export type SealView = Static<typeof SealView>;

const SignatureView = Type.Object({
  party: Literals(PARTIES),
  name: Type.String(),
  role: Literals(ROLES),
  /** How the signer was proved again: by the code of a second factor, by the password; by city sign-on alone; by office (the authority). */
  proof: Literals(PROOFS),
  /** SHA-256 of the agreement for machines, which names the text's. */
  digest: Type.String(),
  at: Type.String(),
  /** `text` is the signature as it was brought: with the form for machines, other tools verify it too. */
  seal: Nullable(Type.Object({ ...SealView.properties, text: Type.String() })),
});
export type SignatureView = Static<typeof SignatureView>;

/** How the data was destroyed after the end, in the words of the data user. */
export const Destruction = Type.Object({
  destroyedOn: Type.String({ format: 'date' }),
  how: Type.String({ minLength: 2, maxLength: 2000 }),
  /** What results remain, which hold nothing of the data as such. */
  remains: Type.String({ maxLength: 2000 }),
  statedAt: Type.String(),
});
export type Destruction = Static<typeof Destruction>;

export const SIDES = ['user', 'publisher'] as const;
export const PROPOSAL_STATES = ['open', 'accepted', 'declined', 'countered'] as const;
const ProposalView = Type.Object({
  id: Type.String(),
  side: Literals(SIDES),
  byName: Type.String(),
  note: Type.String(),
  state: Literals(PROPOSAL_STATES),
  madeAt: Type.String(),
  /** The marked differences from the text before. */
  changes: Type.Array(ClauseChange),
});
export type ProposalView = Static<typeof ProposalView>;

const Named = Type.Object({ id: Type.String(), code: Type.String() });

const summary = {
  id: Type.String(),
  code: Type.String(),
  state: Literals(AGREEMENT_STATES),
  dataset: Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() }),
  publisher: Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() }),
  user: Type.Object({ kind: Literals(USER_KINDS), name: Type.String() }),
  scenario: Type.String(),
  from: Type.String(),
  until: Type.String(),
  offeredAt: Type.String(),
  inForceAt: Nullable(Type.String()),
  endedAt: Nullable(Type.String()),
  /** Under which number the authority has it. */
  filing: Nullable(Type.Object({ code: Type.String(), at: Type.String() })),
  can: Abilities,
};
export const AgreementSummary = Type.Object(summary);
export type AgreementSummary = Static<typeof AgreementSummary>;

export const AgreementView = Type.Object({
  ...summary,
  applicationCode: Type.String(),
  terms: GrantTerms,
  /** What can be negotiated, and how far: never beyond what was approved. */
  openTerms: Type.Object({ agreed: OpenTerms, approved: OpenTerms }),
  /** The newest first. */
  proposals: Type.Array(ProposalView),
  replaces: Nullable(Named),
  replacedBy: Nullable(Named),
  destruction: Nullable(Destruction),
  /** Until when the destruction must be stated; null: nothing is to be destroyed. */
  destructionClock: Nullable(ClockView),
  document: AgreementDocument,
  textDigest: Type.String(),
  odrlDigest: Type.String(),
  /** SHA-256 of the sealed file; null before it is in force. */
  pdfDigest: Nullable(Type.String()),
  signatures: Type.Array(SignatureView),
  reasons: Type.Array(Type.String()),
  /** What the caller is asked for when signing; null: they do not sign. */
  proof: Nullable(Literals(['code', 'password', 'sign-on'])),
  /** The certificate with which the caller’s organisation must seal it when signing; null: none. */
  sealWith: Nullable(Type.String()),
});
export type AgreementView = Static<typeof AgreementView>;

const tag = 'Agreements';

export const listAgreements = operation({
  id: 'listAgreements',
  method: 'GET',
  path: '/agreements',
  summary: 'Agreements on the use of data: a data user’s own, a publisher’s, or all, newest first (xz-20)',
  tag,
  query: Type.Object({
    state: Type.Optional(Literals(AGREEMENT_STATES)),
    filed: Type.Optional(Type.Literal('yes', { description: 'Only those filed with the authority' })),
    ...PageQuery,
  }),
  response: Page(AgreementSummary),
  problems: ['sign-in-required', 'not-permitted', 'invalid-cursor'],
});

export const getAgreement = operation({
  id: 'getAgreement',
  method: 'GET',
  path: '/agreements/{id}',
  summary: 'One agreement: its text, terms, signatures, digests and history',
  tag,
  params: ById,
  response: Type.Object({ agreement: AgreementView, history: Type.Array(HistoryItem) }),
  problems: ['not-found'],
});

export const signAgreement = operation({
  id: 'signAgreement',
  method: 'POST',
  path: '/agreements/{id}/sign',
  summary:
    'Sign for the data user, or after it for the publisher; the signer proves again who they are, and names what they sign',
  tag,
  params: ById,
  body: Type.Object(
    {
      odrlDigest: Type.String({
        pattern: '^[0-9a-f]{64}$',
        description: 'As the agreement shows it: what was read is what is signed',
      }),
      code: Type.Optional(Type.String({ maxLength: 20, description: 'The six digits of the authenticator' })),
      password: Type.Optional(
        Type.String({ maxLength: 200, description: 'Where no second factor is enrolled' }),
      ),
      seal: Type.Optional(
        Type.String({
          maxLength: 100_000,
          description:
            'A signature of the form for machines, where the organisation bound a seal certificate',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  response: Stepped,
  secret: true,
  problems: [
    'seal-required',
    'certificate-refused',
    'sign-in-required',
    'not-permitted',
    'not-found',
    'wrong-state',
    'four-eyes',
    'agreement-over',
    'changed-meanwhile',
    'wrong-credentials',
    'second-factor-required',
    'locked-out',
    'access-restricted',
  ],
});

export const proposeAgreementChanges = operation({
  id: 'proposeAgreementChanges',
  method: 'POST',
  path: '/agreements/{id}/proposals',
  summary:
    'Propose other terms within what was approved; on an agreement in force this opens one that is to replace it',
  tag,
  params: ById,
  body: Type.Object(
    {
      changes: Type.Optional(AgreedChanges),
      replaces: Type.Optional(
        Nullable(
          Type.String({
            maxLength: 40,
            description: 'The code of the data user’s agreement in force that this one renews',
          }),
        ),
      ),
      note: Type.String({ minLength: 2, maxLength: 2000 }),
    },
    { additionalProperties: false },
  ),
  response: Stepped,
  problems: [
    ...(['sign-in-required', 'not-permitted', 'not-found', 'wrong-state', 'own-proposal'] as const),
    ...(['wider-than-approved', 'agreement-over', 'already-exists'] as const),
  ],
});

export const answerAgreementChanges = operation({
  id: 'answerAgreementChanges',
  method: 'POST',
  path: '/agreements/{id}/proposals/{proposalId}/{answer}',
  summary:
    'Accept the other side’s changes, which then are the text to sign, or decline them with the reason',
  tag,
  params: Type.Object({ ...ById.properties, proposalId: Id, answer: Literals(['accept', 'decline']) }),
  body: Type.Object(
    { reasons: Type.Array(Type.String({ minLength: 2, maxLength: 2000 }), { maxItems: 20, default: [] }) },
    { additionalProperties: false },
  ),
  response: Stepped,
  problems: [
    ...(['sign-in-required', 'not-permitted', 'not-found', 'wrong-state', 'own-proposal'] as const),
    ...(['wider-than-approved', 'agreement-over', 'changed-meanwhile'] as const),
  ],
});

export const stateDestruction = operation({
  id: 'stateDestruction',
  method: 'POST',
  path: '/agreements/{id}/destruction',
  summary: 'State, as the data user, how the data was destroyed after the end of an agreement (xz-20)',
  tag,
  params: ById,
  body: Type.Omit(Destruction, ['statedAt'], { additionalProperties: false }),
  response: Stepped,
  problems: ['sign-in-required', 'not-permitted', 'not-found', 'wrong-state'],
});

export const AGREEMENT_STEPS = ['refuse', 'withdraw', 'pass', 'return', 'terminate'] as const;

export const stepAgreement = operation({
  id: 'stepAgreement',
  method: 'POST',
  path: '/agreements/{id}/{event}',
  summary:
    'Refuse an offered agreement, withdraw it, examine it as the authority, or terminate one in force, with the reason',
  tag,
  params: Type.Object({ ...ById.properties, event: Literals(AGREEMENT_STEPS) }),
  body: Type.Object(
    { reasons: Type.Array(Type.String({ minLength: 2, maxLength: 2000 }), { maxItems: 20, default: [] }) },
    { additionalProperties: false },
  ),
  response: Stepped,
  problems: [
    ...(['sign-in-required', 'not-permitted', 'not-found', 'wrong-state', 'four-eyes'] as const),
    ...(['agreement-over', 'access-restricted'] as const),
  ],
});

export const getAgreementOdrl = operation({
  id: 'getAgreementOdrl',
  method: 'GET',
  path: '/agreements/{id}/odrl',
  summary:
    'The agreement for machines: ODRL 2.2 as canonical JSON-LD; its SHA-256 is the digest that was signed',
  tag,
  params: ById,
  response: Download,
  problems: ['not-found'],
});

export const getAgreementPdf = operation({
  id: 'getAgreementPdf',
  method: 'GET',
  path: '/agreements/{id}/pdf',
  summary:
    'The sealed file of an agreement that is or was in force: PDF/A-2b with the platform’s PAdES signature',
  tag,
  params: ById,
  response: Download,
  problems: ['not-found', 'wrong-state'],
});

export const VERDICTS = ['unchanged', 'changed', 'unknown'] as const;
/** Characters of base64: about 3 MB of file. */
const LARGEST_FILE = 4_000_000;

export const Verification = Type.Object({
  /** `changed`: the platform sealed it, and it is another now. */
  verdict: Literals(VERDICTS),
  /** SHA-256 of what was asked about. */
  digest: Type.String(),
  /** `pdf` the sealed file, `odrl` the form for machines. */
  form: Nullable(Literals(['pdf', 'odrl'])),
  /** What the file was made as; of a person nothing but that it is one. */
  agreement: Nullable(
    Type.Object({
      code: Type.String(),
      state: Literals(AGREEMENT_STATES),
      dataset: Type.Object({ code: Type.String(), name: Type.String() }),
      publisher: Type.String(),
      user: Type.Object({ kind: Literals(USER_KINDS), name: Nullable(Type.String()) }),
      from: Type.String(),
      until: Type.String(),
      inForceAt: Nullable(Type.String()),
      endedAt: Nullable(Type.String()),
      seals: Type.Array(SealView),
    }),
  ),
});
export type Verification = Static<typeof Verification>;

export const verifyAgreement = operation({
  id: 'verifyAgreement',
  method: 'POST',
  path: '/agreements/verify',
  summary:
    'Whether a file of an agreement is unchanged, and how the agreement stands now; for anyone who holds the file',
  tag,
  body: Type.Object(
    {
      content: Type.Optional(Type.String({ maxLength: LARGEST_FILE, description: 'The file, in base64' })),
      digest: Type.Optional(
        Type.String({ pattern: '^[0-9a-fA-F]{64}$', description: 'Or only its SHA-256' }),
      ),
    },
    { additionalProperties: false },
  ),
  response: Verification,
  problems: [],
});
