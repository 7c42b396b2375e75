import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import {
  faultsOfCertificate,
  SIGNS_CERTIFICATES,
  type CertificateFacts,
  type CertificateFault,
  type CertificateUse,
} from '../../rules/certificates/certificate-faults.ts';
import type { SubjectPart } from '../../rules/certificates/certificate-subject.ts';
import { holdsFor, isWeak, signatureAlgorithm } from './public-key.ts';

/** Whom the installation believes, and what they took back. */
export interface Trust {
  authorities: readonly pkijs.Certificate[];
  /** Where any is given, every certificate must be covered by one. */
  revocations: readonly pkijs.CertificateRevocationList[];
}

const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
const EXTENDED_USAGE = '2.5.29.37';
/** Alternative names and policies decide nothing here. */
const UNDERSTOOD: readonly string[] = [
  BASIC_CONSTRAINTS,
  KEY_USAGE,
  EXTENDED_USAGE,
  '2.5.29.17',
  '2.5.29.32',
];
const MOST_STEPS = 5;

const extensionOf = ({ extensions = [] }: pkijs.Certificate, type: string): unknown =>
  extensions.find(({ extnID }) => extnID === type)?.parsedValue;

/** What the certificate says of itself. */
function factsOf(certificate: pkijs.Certificate): CertificateFacts {
  const constraints = extensionOf(certificate, BASIC_CONSTRAINTS);
  const usage = extensionOf(certificate, KEY_USAGE);
  const extended = extensionOf(certificate, EXTENDED_USAGE);
  return {
    notBefore: certificate.notBefore.value,
    notAfter: certificate.notAfter.value,
    isAuthority: constraints instanceof pkijs.BasicConstraints && constraints.cA,
    keyUsage: usage instanceof asn1js.BitString ? (usage.valueBlock.valueHexView[0] ?? 0) : null,
    extendedUsages: extended instanceof pkijs.ExtKeyUsage ? extended.keyPurposes : null,
    hasUnknownExtension: (certificate.extensions ?? []).some(
      ({ critical, extnID }) => critical && !UNDERSTOOD.includes(extnID),
    ),
    keyIsWeak: isWeak(certificate),
    algorithmIsWeak: signatureAlgorithm(certificate.signatureAlgorithm) === null,
  };
}

/** Its subject or issuer, part by part. */
export const partsOf = (name: pkijs.RelativeDistinguishedNames): SubjectPart[] =>
  name.typesAndValues.map(({ type, value }) => ({ type, value: value.valueBlock.value }));

/** Everything that speaks against the certificate for this use now: of itself, of its chain, and of revocation. */
export function faultsOf(
  certificate: pkijs.Certificate,
  others: readonly pkijs.Certificate[],
  trust: Trust,
  { use, now }: { use: CertificateUse; now: Date },
): CertificateFault[] {
  const own = faultsOfCertificate(factsOf(certificate), use, now);
  const way = wayToAuthority(certificate, others, trust.authorities, 0);
  if (!way) return [...own, 'issuer-unknown'];
  const ofChain = [certificate, ...way].flatMap((each, at) => {
    const issuer = way[at];
    return issuer ? faultsOfStep(each, issuer, at, trust, now) : [];
  });
  return [...new Set([...own, ...ofChain])];
}

/** The issuers from the nearest to a trusted one, each of which signed the one before; null: there is no such way. */
function wayToAuthority(
  certificate: pkijs.Certificate,
  others: readonly pkijs.Certificate[],
  authorities: readonly pkijs.Certificate[],
  steps: number,
): pkijs.Certificate[] | null {
  const trusted = authorities.find((each) => signed(each, certificate));
  if (trusted) return [trusted];
  if (steps >= MOST_STEPS) return null;
  for (const other of others.filter((each) => each !== certificate && signed(each, certificate))) {
    const rest = others.filter((each) => each !== other);
    const way = wayToAuthority(other, rest, authorities, steps + 1);
    if (way) return [other, ...way];
  }
  return null;
}

function signed(issuer: pkijs.Certificate, certificate: pkijs.Certificate): boolean {
  if (!certificate.issuer.isEqual(issuer.subject)) return false;
  const algorithm = signatureAlgorithm(certificate.signatureAlgorithm);
  const signature = certificate.signatureValue.valueBlock.valueHexView;
  return algorithm !== null && holdsFor(issuer, algorithm, certificate.tbsView, signature);
}

/** One step of the chain: whether the issuer may issue, and whether it took back what it issued. */
function faultsOfStep(
  certificate: pkijs.Certificate,
  issuer: pkijs.Certificate,
  below: number,
  trust: Trust,
  now: Date,
): CertificateFault[] {
  const facts = factsOf(issuer);
  const constraints = extensionOf(issuer, BASIC_CONSTRAINTS);
  const most =
    constraints instanceof pkijs.BasicConstraints && typeof constraints.pathLenConstraint === 'number'
      ? constraints.pathLenConstraint
      : Infinity;
  const mayIssue =
    facts.isAuthority &&
    below <= most &&
    (facts.keyUsage === null || (facts.keyUsage & SIGNS_CERTIFICATES) !== 0) &&
    !facts.hasUnknownExtension &&
    !facts.keyIsWeak;
  const faults: CertificateFault[] = mayIssue ? [] : ['issuer-no-authority'];
  if (now < facts.notBefore || now > facts.notAfter) faults.push('issuer-expired');
  const revocation = revocationFault(certificate, issuer, trust, now);
  return revocation === null ? faults : [...faults, revocation];
}

function revocationFault(
  certificate: pkijs.Certificate,
  issuer: pkijs.Certificate,
  { revocations }: Trust,
  now: Date,
): CertificateFault | null {
  if (revocations.length === 0) return null;
  const lists = revocations.filter((list) => isListOf(list, issuer));
  if (lists.some((list) => list.isCertificateRevoked(certificate))) return 'revoked';
  if (lists.length === 0) return 'revocation-unknown';
  return lists.some(({ nextUpdate }) => !nextUpdate || nextUpdate.value >= now)
    ? null
    : 'revocation-list-old';
}

function isListOf(list: pkijs.CertificateRevocationList, issuer: pkijs.Certificate): boolean {
  if (!list.issuer.isEqual(issuer.subject) || isPartial(list)) return false;
  const algorithm = signatureAlgorithm(list.signatureAlgorithm);
  const signature = list.signatureValue.valueBlock.valueHexView;
  return algorithm !== null && holdsFor(issuer, algorithm, list.tbsView, signature);
}

/** Only whole lists say who is not revoked; those of a part of what was issued say so in a critical extension. */
const isPartial = ({ crlExtensions }: pkijs.CertificateRevocationList): boolean =>
  (crlExtensions?.extensions ?? []).some(({ critical }) => critical);
