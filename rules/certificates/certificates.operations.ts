import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { ById, Id, Literals } from '../api/views.ts';
import { Viewer } from '../sessions/sessions.schema.ts';
import { CHALLENGE_PURPOSES } from './challenge.ts';
import { TEST_HOLDER_NAMES } from './test-holders.ts';

const tag = 'Corporate certificates';

/** What a challenge and a seal are signed with, as somebody types it. */
const Commands = Type.Object({
  cms: Type.String({ description: 'RSA and ECDSA: a CMS message' }),
  sm2: Type.String({ description: 'SM2: a bare signature, followed by the certificate' }),
});
const proof = {
  challenge: Type.String({ maxLength: 1000, description: 'As it was given' }),
  signature: Type.String({
    maxLength: 100_000,
    description: 'A CMS message (PEM), or a bare signature in base64 followed by certificates as PEM',
  }),
};

export const ChallengeView = Type.Object({
  challenge: Type.String(),
  expiresAt: Type.String(),
  commands: Commands,
  /** Invented organisations whose certificates the demonstration hands out; none in a real city. */
  testHolders: Type.Array(
    Type.Object({ holder: Literals(TEST_HOLDER_NAMES), name: Type.String(), creditCode: Type.String() }),
  ),
});
export type ChallengeView = Static<typeof ChallengeView>;

/** A certificate bound as the seal of an organisation. */
export const SealCertificate = Type.Object({
  id: Type.String(),
  subject: Type.String(),
  issuer: Type.String(),
  /** Hexadecimal. */
  serial: Type.String(),
  algorithm: Literals(['rsa', 'ecdsa', 'sm2']),
  /** SHA-256, hexadecimal. */
  fingerprint: Type.String(),
  notBefore: Type.String(),
  notAfter: Type.String(),
  boundBy: Type.String(),
  boundAt: Type.String(),
  endedAt: Type.Union([Type.String(), Type.Null()]),
});
export type SealCertificate = Static<typeof SealCertificate>;

export const getCertificateChallenge = operation({
  id: 'getCertificateChallenge',
  method: 'GET',
  path: '/certificate-challenge',
  summary:
    'A challenge to be signed with a corporate certificate: good once, for ten minutes, for one purpose',
  tag,
  query: Type.Object({
    purpose: Literals(CHALLENGE_PURPOSES, { default: 'sign-in' }),
    organisationId: Type.Optional(Id),
  }),
  response: ChallengeView,
  problems: ['not-found'],
});

export const signInByCertificate = operation({
  id: 'signInByCertificate',
  method: 'POST',
  path: '/session/certificate',
  summary:
    'Sign in for the organisation that a corporate certificate names; one that is not known yet is registered, as the profile has it',
  tag,
  body: Type.Object(proof, { additionalProperties: false }),
  response: Type.Object({
    viewer: Viewer,
    organisationId: Type.String(),
    /** The organisation was not known before. */
    registered: Type.Boolean(),
  }),
  secret: true,
  problems: ['not-found', 'certificate-refused', 'organisation-unknown', 'too-many-requests'],
});

export const listSealCertificates = operation({
  id: 'listSealCertificates',
  method: 'GET',
  path: '/organisations/{id}/seal-certificates',
  summary: 'The certificates that an organisation bound as its seal, the newest first',
  tag,
  params: ById,
  response: Type.Object({ items: Type.Array(SealCertificate), mayBind: Type.Boolean() }),
  problems: ['not-found'],
});

export const bindSealCertificate = operation({
  id: 'bindSealCertificate',
  method: 'POST',
  path: '/organisations/{id}/seal-certificates',
  summary: 'Bind a certificate as the seal of an organisation; it takes the place of the one before',
  tag,
  params: ById,
  body: Type.Object(proof, { additionalProperties: false }),
  response: SealCertificate,
  status: 201,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'certificate-refused'],
});

export const endSealCertificate = operation({
  id: 'endSealCertificate',
  method: 'POST',
  path: '/organisation-seal-certificates/{id}/end',
  summary: 'Unbind a seal; what it sealed stays sealed',
  tag,
  params: ById,
  response: Type.Null(),
  status: 204,
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});

export const signWithTestCertificate = operation({
  id: 'signWithTestCertificate',
  method: 'POST',
  path: '/test-certificates/{holder}/sign',
  summary: 'Only in a demonstration: what an invented organisation would sign, with its certificate and key',
  tag,
  params: Type.Object({ holder: Literals(TEST_HOLDER_NAMES) }),
  body: Type.Object(
    { text: Type.String({ minLength: 1, maxLength: 500_000 }) },
    { additionalProperties: false },
  ),
  response: Type.Object({ signature: Type.String(), certificate: Type.String(), key: Type.String() }),
  secret: true,
  problems: ['not-found'],
});
