import type { Printable } from '../../../rules/expressions/print.ts';
import { printExpression } from '../../../rules/expressions/print.ts';
import type { PreviewField } from './preview-query.ts';

/** Words beyond these are not looked for; fields beyond the characters of condition that they take are not searched. */
export const SEARCH_LIMITS = { words: 5, characters: 100, condition: 6000 } as const;

export interface WholeSearch {
  /** Every word stands in one of the fields, whatever its case. */
  condition: Printable;
  /** How many text fields are searched: all of them, but in tables of very many. */
  fields: number;
}

/** A backslash makes the pattern's own signs ordinary. */
export const containing = ({ name }: PreviewField, value: string): Printable => ({
  kind: 'like',
  negated: false,
  caseless: true,
  operand: { kind: 'name', name },
  pattern: { kind: 'text', value: `%${value.replaceAll(/[\\%_]/g, '\\$&')}%` },
});

/** Looks for words in all text fields; null when there is no word or no such field. */
export function searchOf(text: string, fields: readonly PreviewField[]): WholeSearch | null {
  const words = text.slice(0, SEARCH_LIMITS.characters).split(/\s+/u).filter(Boolean);
  const searched = searchable(fields, words.slice(0, SEARCH_LIMITS.words));
  if (words.length === 0 || searched.length === 0) return null;
  const terms = words.slice(0, SEARCH_LIMITS.words).map((word) =>
    joined(
      'or',
      searched.map((field) => containing(field, word)),
    ),
  );
  return { condition: joined('and', terms), fields: searched.length };
}

export const textFields = (fields: readonly PreviewField[]): readonly PreviewField[] =>
  fields.filter(({ type }) => type === 'text');

/** As many text fields, in order, as a condition of that length can name. */
function searchable(fields: readonly PreviewField[], words: readonly string[]): readonly PreviewField[] {
  let length = 0;
  return textFields(fields).filter((field) => {
    for (const word of words) length += printExpression(containing(field, word)).length + 4;
    return length <= SEARCH_LIMITS.condition;
  });
}

/** One term stands for itself. */
export function joined(operator: 'and' | 'or', terms: readonly Printable[]): Printable {
  const [only] = terms;
  return terms.length === 1 && only ? only : { kind: 'logic', operator, terms };
}
