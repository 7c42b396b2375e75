import {
  GROUNDS,
  OUTCOMES,
  type Opinion,
  type Reason,
} from '../../../rules/applications/application.schema.ts';
import { alsoWhere } from '../../../rules/applications/narrower.ts';
import type { ApplicationPartView } from '../../../rules/applications/applications.operations.ts';
import { choiceOf, integerOf, textOf } from '../form-data.ts';

/** Rows for reasons without scripts. */
export const REASON_ROWS = 5;
export const groundControl = (place: number): string => `ground.${String(place)}`;
export const reasonControl = (place: number): string => `reason.${String(place)}`;

const reasonsFrom = (form: FormData): Reason[] =>
  Array.from({ length: REASON_ROWS }, (_, place) => ({
    ground: choiceOf(form, groundControl(place), GROUNDS) ?? 'other',
    text: textOf(form, reasonControl(place)),
  })).filter(({ text }) => text !== '');

/** What the editor proposes; of a narrower offer what stays of the asked terms. */
export function opinionFrom(form: FormData, { terms }: Pick<ApplicationPartView, 'terms'>): Opinion {
  const outcome = choiceOf(form, 'outcome', OUTCOMES) ?? 'approve';
  const kept = form.getAll('keep').filter((value) => typeof value === 'string');
  const more = textOf(form, 'where');
  return {
    outcome,
    terms:
      outcome === 'narrow'
        ? {
            ...terms,
            fields: kept.length === 0 ? terms.fields : kept,
            where: alsoWhere(terms.where, more === '' ? null : more),
          }
        : null,
    reasons: outcome === 'approve' ? [] : reasonsFrom(form),
    benefit: integerOf(form, 'benefit') ?? 3,
    replicability: integerOf(form, 'replicability') ?? 3,
    unlikePrecedent: textOf(form, 'unlikePrecedent'),
  };
}
