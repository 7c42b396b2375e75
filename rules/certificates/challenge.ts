/** What a signature of a challenge is for: one made for the one is worth nothing for the other. */
export const CHALLENGE_PURPOSES = ['sign-in', 'bind-seal'] as const;
export type ChallengePurpose = (typeof CHALLENGE_PURPOSES)[number];

/** How long somebody has to sign: a key in a drawer has to be fetched. */
export const CHALLENGE_MINUTES = 10;

export interface Challenge {
  purpose: ChallengePurpose;
  /** The organisation that it is about; null: whichever the certificate names. */
  organisationId: string | null;
  /** `https://data.example.gov.cn`: a signature caught by another site is of no use here. */
  origin: string;
  expiresAt: Date;
  nonce: string;
}

const SHAPE =
  /^kaishu-challenge v1 purpose=([a-z-]+) organisation=([0-9a-f-]+|any) at=(\S+) until=(\S+) nonce=([\w-]+)$/;

/** One line of ASCII, which no editor and no shell changes: what is signed. */
export const challengeText = ({ purpose, organisationId, origin, expiresAt, nonce }: Challenge): string =>
  `kaishu-challenge v1 purpose=${purpose} organisation=${organisationId ?? 'any'} at=${origin} until=${expiresAt.toISOString()} nonce=${nonce}`;

/** Reads back what {@link challengeText} wrote; null: it did not write this. */
export function readChallenge(text: string): Challenge | null {
  const [, purposeText, organisation, origin, until, nonce] = SHAPE.exec(text) ?? [];
  const purpose = CHALLENGE_PURPOSES.find((each) => each === purposeText);
  if (!purpose || !organisation || !origin || !until || !nonce) return null;
  const expiresAt = new Date(until);
  if (Number.isNaN(expiresAt.getTime())) return null;
  return { purpose, organisationId: organisation === 'any' ? null : organisation, origin, expiresAt, nonce };
}

export type ChallengeFault = 'challenge-unknown' | 'challenge-other-purpose' | 'challenge-expired';

/** What speaks against taking it for this purpose now; null: nothing that can be told from it alone. */
export function faultOfChallenge(
  challenge: Challenge,
  wanted: Pick<Challenge, 'purpose' | 'organisationId' | 'origin'>,
  now: Date,
): ChallengeFault | null {
  if (challenge.origin !== wanted.origin) return 'challenge-unknown';
  if (challenge.purpose !== wanted.purpose || challenge.organisationId !== wanted.organisationId)
    return 'challenge-other-purpose';
  return challenge.expiresAt <= now ? 'challenge-expired' : null;
}
