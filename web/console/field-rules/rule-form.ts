import { RULE_KINDS, type FieldRule, type RuleKind } from '../../../rules/field-rules/field-rule.schema.ts';
import { choiceOf, integerOf, linesOf, textOf } from '../form-data.ts';

/** The names of the controls of one rule. */
export const controlOf = (place: number, part: string): string => `rule-${String(place)}-${part}`;

/** Rules as they were written, in their order; those that are to be removed are left out. */
export function rulesFrom(form: FormData): FieldRule[] {
  const count = Math.min(integerOf(form, 'count') ?? 0, 1000);
  return Array.from({ length: count }, (_, place) => place).flatMap((place) =>
    textOf(form, controlOf(place, 'remove')) === '' ? ruleAt(form, place) : [],
  );
}

function ruleAt(form: FormData, place: number): FieldRule[] {
  const control = (part: string): string => controlOf(place, part);
  const kind = choiceOf(form, control('kind'), RULE_KINDS);
  if (kind === null) return [];
  const field = textOf(form, control('field'));
  const blocks = textOf(form, control('blocks')) === 'block';
  const bound = (part: string): string | null => textOf(form, control(part)) || null;
  switch (kind) {
    case 'required':
      return [{ kind, field, blocks }];
    case 'unique': {
      const fields = form
        .getAll(control('fields'))
        .flatMap((each) => (typeof each === 'string' ? [each] : []));
      return [{ kind, fields, blocks }];
    }
    case 'range':
      return [{ kind, field, least: bound('least'), most: bound('most'), blocks }];
    case 'pattern':
      return [{ kind, field, pattern: textOf(form, control('pattern')), blocks }];
    case 'allowed':
      return [{ kind, field, values: [...new Set(linesOf(form, control('values')))], blocks }];
    case 'length': {
      const [least, most] = [integerOf(form, control('least')), integerOf(form, control('most'))];
      return [{ kind, field, least, most, blocks }];
    }
  }
}

/** A rule of that kind that demands nothing yet. */
export function emptyRule(kind: RuleKind): FieldRule {
  const rule = { field: '', blocks: true };
  switch (kind) {
    case 'required':
      return { kind, ...rule };
    case 'unique':
      return { kind, fields: [], blocks: true };
    case 'range':
    case 'length':
      return { kind, ...rule, least: null, most: null };
    case 'pattern':
      return { kind, ...rule, pattern: '' };
    case 'allowed':
      return { kind, ...rule, values: [] };
  }
}
