import { LARGEST_LICENCE } from '../../../rules/organisations/licence.ts';
import type { OrganisationInput } from '../../../rules/organisations/organisations.operations.ts';
import {
  ORGANISATION_KINDS,
  REGISTRATION_PARTS,
  type ReturnedPart,
} from '../../../rules/organisations/registration.ts';
import { choiceOf, textOf } from '../form-data.ts';

/** What was written of a registration. */
export const organisationFrom = (form: FormData): OrganisationInput => ({
  creditCode: textOf(form, 'creditCode'),
  name: textOf(form, 'name'),
  kind: choiceOf(form, 'kind', ORGANISATION_KINDS),
  contact: textOf(form, 'contact'),
});

/** What is to be added, part by part; those without words are right. */
export const returnedFrom = (form: FormData): ReturnedPart[] =>
  REGISTRATION_PARTS.flatMap((part) => {
    const text = textOf(form, `return.${part}`);
    return text === '' ? [] : [{ part, text }];
  });

/** The chosen file; null when there is none, or when it is larger than may be sent. */
export function licenceFrom(form: FormData): Blob | null {
  const chosen = form.get('licence');
  return chosen instanceof Blob && chosen.size > 0 && chosen.size <= LARGEST_LICENCE ? chosen : null;
}
