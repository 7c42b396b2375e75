import { RETURN_GROUNDS, type ReturnReason } from '../../../rules/work-orders/work-order.schema.ts';
import { choiceOf, textOf } from '../form-data.ts';

/** Rows without scripts; with scripts more can be added. */
export const REASON_ROWS = 4;
const MOST_ROWS = 20;

export const groundControl = (place: number): string => `ground.${String(place)}`;
export const textControl = (place: number): string => `text.${String(place)}`;

/** All the reasons that were written; a row without words counts for nothing, one without a ground for `other`. */
export function reasonsFrom(form: FormData): ReturnReason[] {
  return Array.from({ length: MOST_ROWS }, (_, place) => ({
    ground: choiceOf(form, groundControl(place), RETURN_GROUNDS) ?? 'other',
    text: textOf(form, textControl(place)),
  })).filter(({ text }) => text !== '');
}
