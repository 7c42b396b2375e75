import { isCompanyCode } from '../gradings/check-digits.ts';
import { tidyCode } from '../organisations/registration.ts';
import type { CertificateFault } from './certificate-faults.ts';

/** One attribute of a distinguished name. */
export interface SubjectPart {
  /** Object identifier, dotted. */
  type: string;
  value: string;
}

export const COMMON_NAME = '2.5.4.3';
const SERIAL_NUMBER = '2.5.4.5';
export const ORGANISATION_NAME = '2.5.4.10';
const ORGANISATIONAL_UNIT = '2.5.4.11';
export const ORGANISATION_IDENTIFIER = '2.5.4.97';
const USER_ID = '0.9.2342.19200300.100.1.1';
/** Where authorities put the unified credit code, differing among themselves. */
const CODE_PLACES: readonly string[] = [
  ORGANISATION_IDENTIFIER,
  SERIAL_NUMBER,
  USER_ID,
  ORGANISATIONAL_UNIT,
  COMMON_NAME,
];
/** `NTRCN-` as in ETSI EN 319 412-1, and words that authorities put before the code. */
const PREFIX = /^(?:(?:NTR|VAT)CN-|统一社会信用代码[:：]?)/;
const LIKE_A_CODE = /^[0-9A-Z]{18}$/;

export type Named = { ok: true; creditCode: string; name: string } | { ok: false; fault: CertificateFault };

/** The organisation that the subject of a certificate names, by the unified social credit code with its check digit. */
export function organisationOf(subject: readonly SubjectPart[]): Named {
  const like = subject
    .filter(({ type }) => CODE_PLACES.includes(type))
    .map(({ value }) => tidyCode(value).replace(PREFIX, ''))
    .filter((value) => LIKE_A_CODE.test(value));
  const codes = [...new Set(like.filter(isCompanyCode))];
  const [creditCode] = codes;
  if (creditCode === undefined) return { ok: false, fault: like.length > 0 ? 'code-wrong' : 'code-missing' };
  if (codes.length > 1) return { ok: false, fault: 'code-several' };
  const name = valueOf(subject, ORGANISATION_NAME) ?? valueOf(subject, COMMON_NAME);
  return name === undefined ? { ok: false, fault: 'name-missing' } : { ok: true, creditCode, name };
}

const valueOf = (subject: readonly SubjectPart[], type: string): string | undefined =>
  subject
    .find((part) => part.type === type && part.value.trim() !== '')
    ?.value.trim()
    .slice(0, MOST_NAME);
const MOST_NAME = 200;

const SHORT: Record<string, string> = {
  [COMMON_NAME]: 'CN',
  [ORGANISATION_NAME]: 'O',
  [ORGANISATIONAL_UNIT]: 'OU',
  [SERIAL_NUMBER]: 'serialNumber',
  [ORGANISATION_IDENTIFIER]: 'organizationIdentifier',
  [USER_ID]: 'UID',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
};

/** A distinguished name as people read it, `CN=…, O=…`. */
export const nameText = (parts: readonly SubjectPart[]): string =>
  parts.map(({ type, value }) => `${SHORT[type] ?? type}=${value}`).join(', ');
