import {
  COMMITMENTS,
  SCENARIO_KINDS,
  type ApplicationInput,
} from '../../../rules/applications/application.schema.ts';
import type {
  ApplicationPartView,
  ApplicationView,
} from '../../../rules/applications/applications.operations.ts';
import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import { choiceOf, integerOf, linesOf, textOf } from '../form-data.ts';

/** The name of a control of one part. */
export const ofPart = (part: string, name: string): string => `${part}.${name}`;

const orNull = (text: string): string | null => (text === '' ? null : text);
const valuesOf = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((value) => typeof value === 'string');

/** What is looked up by a field has that field. */
const keyedBy = (fields: string[], keyField: string): Pick<GrantTerms, 'fields' | 'keyField'> =>
  keyField === '' ? { fields } : { fields: [...new Set([...fields, keyField])], keyField };

const termsFrom = (
  form: FormData,
  { id, terms: { keyField: _, ...terms } }: ApplicationPartView,
): GrantTerms => ({
  ...terms,
  ...keyedBy(valuesOf(form, ofPart(id, 'fields')), textOf(form, ofPart(id, 'keyField'))),
  where: orNull(textOf(form, ofPart(id, 'where'))),
  callsPerDay: integerOf(form, ofPart(id, 'callsPerDay')),
  system: orNull(textOf(form, ofPart(id, 'system'))),
  from: textOf(form, ofPart(id, 'from')) || terms.from,
  until: textOf(form, ofPart(id, 'until')) || terms.until,
});

/** What the form says; a dataset that is left out is not among the parts. */
export function applicationFrom(form: FormData, { parts }: ApplicationView): ApplicationInput {
  const promised = valuesOf(form, 'commitments');
  return {
    scenarioKind: choiceOf(form, 'scenarioKind', SCENARIO_KINDS),
    scenario: textOf(form, 'scenario'),
    purpose: textOf(form, 'purpose'),
    publicBenefit: textOf(form, 'publicBenefit'),
    replicability: textOf(form, 'replicability'),
    safeguards: linesOf(form, 'safeguards'),
    people: linesOf(form, 'people'),
    supervisionPlan: textOf(form, 'supervisionPlan'),
    commitments: COMMITMENTS.filter((commitment) => promised.includes(commitment)),
    reportEveryMonths: integerOf(form, 'reportEveryMonths'),
    materialIds: valuesOf(form, 'materialIds'),
    parts: parts
      .filter(({ id, state }) => state !== 'withdrawn' && textOf(form, ofPart(id, 'leave-out')) === '')
      .map((part) => ({ datasetId: part.dataset.id, terms: termsFrom(form, part) })),
  };
}
