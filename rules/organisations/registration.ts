import { Type, type Static } from 'typebox';
import { Literals } from '../api/views.ts';
import { isCompanyCode } from '../gradings/check-digits.ts';

/** What an organisation is; the first four are those that `plan2023-1` has served of their own. */
export const ORGANISATION_KINDS = [
  'medium-company',
  'small-company',
  'micro-company',
  'individual-business',
  'company',
  'research-institute',
  'public-institution',
  'social-organisation',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** Micro, small and medium firms: lighter equivalent materials, figures shown apart (`plan2023-1`). */
export const isSmallFirm = (kind: OrganisationKind | null): boolean =>
  kind !== null && ORGANISATION_KINDS.indexOf(kind) < 4;

/** The parts of a registration, as the operator's checklist goes through them. */
export const REGISTRATION_PARTS = ['creditCode', 'name', 'kind', 'licence', 'contact'] as const;

/** A part with what is missing or wrong about it: all of them are said at once. */
export const ReturnedPart = Type.Object(
  { part: Literals(REGISTRATION_PARTS), text: Type.String({ minLength: 2, maxLength: 1000 }) },
  { additionalProperties: false },
);
export type ReturnedPart = Static<typeof ReturnedPart>;

export interface Registration {
  creditCode: string;
  name: string;
  kind: OrganisationKind | null;
  contact: string;
  hasLicence: boolean;
}

export const REGISTRATION_LACKS = [
  'code-missing',
  'code-wrong',
  'name-missing',
  'kind-missing',
  'licence-missing',
  'contact-missing',
] as const;
export type RegistrationLack = (typeof REGISTRATION_LACKS)[number];

const PART_OF: Record<RegistrationLack, (typeof REGISTRATION_PARTS)[number]> = {
  'code-missing': 'creditCode',
  'code-wrong': 'creditCode',
  'name-missing': 'name',
  'kind-missing': 'kind',
  'licence-missing': 'licence',
  'contact-missing': 'contact',
};
/** The part of the form in which it is put right. */
export const partOf = (lack: RegistrationLack): (typeof REGISTRATION_PARTS)[number] => PART_OF[lack];

/** Everything that is missing before it can be sent in, at once (`guide2020-2`). */
export function lacksOf({ creditCode, name, kind, contact, hasLicence }: Registration): RegistrationLack[] {
  const missing: Record<RegistrationLack, boolean> = {
    'code-missing': creditCode === '',
    'code-wrong': creditCode !== '' && !isCompanyCode(creditCode),
    'name-missing': name.length < 2,
    'kind-missing': kind === null,
    'licence-missing': !hasLicence,
    'contact-missing': contact === '',
  };
  return REGISTRATION_LACKS.filter((lack) => missing[lack]);
}

/** As written by people: blanks and full width make no difference, letters are capital. */
export const tidyCode = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
