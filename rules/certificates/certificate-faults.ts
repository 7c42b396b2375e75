/** Why a certificate is not taken; the words are in the locale files under `certificate.fault`. */
export const CERTIFICATE_FAULTS = [
  'signature-unreadable',
  'certificate-missing',
  'signature-wrong',
  'challenge-unknown',
  'challenge-other-purpose',
  'challenge-expired',
  'challenge-used',
  'key-weak',
  'algorithm-weak',
  'not-yet-valid',
  'expired',
  'is-authority',
  'not-for-signing',
  'not-for-sign-in',
  'extension-unknown',
  'issuer-unknown',
  'issuer-no-authority',
  'issuer-expired',
  'revoked',
  'revocation-unknown',
  'revocation-list-old',
  'code-missing',
  'code-wrong',
  'code-several',
  'code-other',
  'name-missing',
  'seal-other',
  'account-closed',
] as const;
export type CertificateFault = (typeof CERTIFICATE_FAULTS)[number];

/** For what a certificate is shown: the seal is what an organisation signs agreements with. */
export type CertificateUse = 'sign-in' | 'seal';

/** What a certificate says of itself. */
export interface CertificateFacts {
  notBefore: Date;
  notAfter: Date;
  isAuthority: boolean;
  /** The bits of its key usage, the highest first as in X.509; null: it has none. */
  keyUsage: number | null;
  /** Object identifiers of its extended key usage; null: it has none. */
  extendedUsages: readonly string[] | null;
  /** Whether it has critical extensions that nobody here understands. */
  hasUnknownExtension: boolean;
  keyIsWeak: boolean;
  algorithmIsWeak: boolean;
}

export const DIGITAL_SIGNATURE = 0x80;
export const NON_REPUDIATION = 0x40;
export const SIGNS_CERTIFICATES = 0x04;
export const SIGNS_REVOCATIONS = 0x02;
export const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';
const ANY_USAGE = '2.5.29.37.0';

/** Everything that speaks against the certificate itself, at once; its chain is another matter. */
export function faultsOfCertificate(
  facts: CertificateFacts,
  use: CertificateUse,
  now: Date,
): CertificateFault[] {
  const usage = facts.keyUsage ?? 0;
  const signs = use === 'seal' ? DIGITAL_SIGNATURE | NON_REPUDIATION : DIGITAL_SIGNATURE;
  const { extendedUsages } = facts;
  const identifies =
    extendedUsages === null ||
    extendedUsages.some((each) => each === CLIENT_AUTHENTICATION || each === ANY_USAGE);
  const holds: Partial<Record<CertificateFault, boolean>> = {
    'key-weak': facts.keyIsWeak,
    'algorithm-weak': facts.algorithmIsWeak,
    'not-yet-valid': now < facts.notBefore,
    expired: now > facts.notAfter,
    'is-authority': facts.isAuthority,
    'not-for-signing': (usage & signs) === 0,
    'not-for-sign-in': use === 'sign-in' && !identifies,
    'extension-unknown': facts.hasUnknownExtension,
  };
  return CERTIFICATE_FAULTS.filter((fault) => holds[fault] === true);
}
