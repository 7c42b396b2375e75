import {
  FAMILIES,
  TERM_KINDS,
  type ConditionTerm,
  type TermKind,
  type TermValue,
} from '../conditions/condition.schema.ts';
import type { OpenClass } from '../datasets/list-entry.schema.ts';
import { readCondition } from '../expressions/read-query.ts';
import type { QueryField } from '../expressions/query-tree.ts';
import type { Finding } from '../findings/finding.schema.ts';
import type { GrantTerms } from '../grants/grant-terms.schema.ts';
import { Problem } from '../problems/problems.ts';
import type { Provision } from '../provisions/provisions.ts';
import {
  COMMITMENT_TERMS,
  COMMITMENTS,
  SCENARIO_KINDS,
  type ApplicationContent,
  type Material,
} from './application.schema.ts';

/** What is known of a dataset that is asked for. */
export interface AskedPart {
  name: string;
  openClass: OpenClass;
  fields: readonly QueryField[];
  conditions: readonly ConditionTerm[];
  /** Required materials, in the words of the conditions. */
  materials: readonly string[];
  terms: GrantTerms;
  /** Its conditions are others than when the draft was last saved. */
  conditionsChanged: boolean;
  /** The code of another open application of the same applicant for it; null without one. */
  alreadyAsked: string | null;
  /** Codes of what the same applicant or its organisation asked of it of late, each with other fields. */
  splitWith: readonly string[];
}

/** True when two requests for the same data are each about fields that the other leaves out. */
export const complement = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((field) => !other.includes(field)) && other.some((field) => !one.includes(field));

export interface CheckedApplication {
  content: ApplicationContent;
  parts: readonly AskedPart[];
  /** Those that are attached. */
  materials: readonly Pick<Material, 'kind' | 'validUntil'>[];
  isOrganisation: boolean;
  /** YYYY-MM-DD */
  today: string;
  /** How far back requests are looked at together. */
  splittingDays: number;
}

interface Said {
  code: string;
  pointer: string;
  provision: Provision;
  args?: Finding['args'];
  blocks?: boolean;
}
const finding = ({ code, pointer, provision, args = {}, blocks = true }: Said): Finding => ({
  code: `application-${code}`,
  pointer,
  provision,
  args,
  blocks,
});
const when = (holds: boolean, said: Said): Finding[] => (holds ? [finding(said)] : []);

/** Everything that is missing of an application by the conditions of what it asks for, at once (`xz-15`, `xz-18`). */
export function checkApplication(checked: CheckedApplication): Finding[] {
  return [
    ...contentFindings(checked.content),
    ...checked.parts.flatMap((part, place) => partFindings(part, `/parts/${String(place)}`, checked)),
    ...expiredMaterials(checked),
  ];
}

function contentFindings(content: ApplicationContent): Finding[] {
  const { scenarioKind, scenario, purpose, safeguards, people, supervisionPlan } = content;
  const { publicBenefit, replicability } = content;
  const lacks = (empty: boolean, code: string, pointer: string, provision: Provision, blocks = true) =>
    when(empty, { code, pointer, provision, blocks });
  return [
    ...lacks(scenarioKind === null || scenario === '', 'scenario-missing', '/scenario', 'xz-18'),
    ...lacks(purpose === '', 'purpose-missing', '/purpose', 'xz-18'),
    ...lacks(safeguards.length === 0, 'safeguards-missing', '/safeguards', 'guide2020'),
    ...lacks(people.length === 0, 'people-missing', '/people', 'guide2020'),
    ...lacks(supervisionPlan === '', 'supervision-missing', '/supervisionPlan', 'guide2020'),
    ...lacks(
      publicBenefit === '' || replicability === '',
      'benefit-missing',
      '/publicBenefit',
      'xz-19-2',
      false,
    ),
  ];
}

function partFindings(part: AskedPart, pointer: string, checked: CheckedApplication): Finding[] {
  const { name, openClass, alreadyAsked, splitWith, conditionsChanged } = part;
  const dataset = name;
  return [
    ...when(openClass !== 'conditional', {
      code: 'not-conditional',
      pointer,
      provision: openClass === 'closed' ? 'xz-14-1' : 'xz-17',
      args: { dataset },
    }),
    ...when(conditionsChanged, {
      code: 'conditions-changed',
      pointer,
      provision: 'xz-18',
      args: { dataset },
      blocks: false,
    }),
    ...when(alreadyAsked !== null, {
      code: 'already-asked',
      pointer,
      provision: 'xz-19',
      args: { dataset, application: alreadyAsked ?? '' },
      blocks: false,
    }),
    ...when(splitWith.length > 0, {
      code: 'split',
      pointer: `${pointer}/terms/fields`,
      provision: 'xz-19-3',
      args: { dataset, applications: splitWith.join('、'), days: checked.splittingDays },
      blocks: false,
    }),
    ...termsFindings(part, `${pointer}/terms`, checked.today),
    ...scenarioFindings(part, checked.content),
    ...demandFindings(part, pointer, checked),
    ...missingMaterials(part, checked),
  ];
}

function termsFindings({ name, fields, terms }: AskedPart, pointer: string, today: string): Finding[] {
  const known = new Set(fields.map((field) => field.name));
  const unknown = terms.fields.filter((field) => !known.has(field));
  const dataset = name;
  const provision = 'xz-18';
  return [
    ...when(terms.fields.length === 0, {
      code: 'fields-missing',
      pointer: `${pointer}/fields`,
      provision,
      args: { dataset },
    }),
    ...when(unknown.length > 0, {
      code: 'fields-unknown',
      pointer: `${pointer}/fields`,
      provision,
      args: { dataset, names: unknown.join('、') },
    }),
    ...when(terms.where !== null && !isReadable(terms.where, fields), {
      code: 'rows-unreadable',
      pointer: `${pointer}/where`,
      provision,
      args: { dataset, where: terms.where ?? '' },
    }),
    ...when(terms.until < terms.from || terms.until < today, {
      code: 'period-wrong',
      pointer: `${pointer}/until`,
      provision,
      args: { dataset, from: terms.from, until: terms.until },
    }),
  ];
}

/** True when a condition can be asked of these fields. */
export function isReadable(where: string, fields: readonly QueryField[]): boolean {
  try {
    readCondition(where, fields);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

const SCENARIOS: readonly string[] = SCENARIO_KINDS;

/** A scenario that is forbidden, or that is none of those that are allowed; where a text leaves it open, a person decides. */
function scenarioFindings({ name, conditions }: AskedPart, { scenarioKind }: ApplicationContent): Finding[] {
  if (scenarioKind === null) return [];
  const bad = (code: string, { text }: ConditionTerm): Finding =>
    finding({
      code,
      pointer: '/scenarioKind',
      provision: 'xz-15-1',
      args: { dataset: name, condition: text },
    });
  const forbidden = conditions.filter(
    ({ kind, values }) => kind === 'scenario-forbidden' && values.includes(scenarioKind),
  );
  const allowing = conditions.filter(({ kind }) => kind === 'scenario-allowed');
  const isAdmitted = allowing.some(
    ({ values }) => values.includes(scenarioKind) || !values.some((value) => SCENARIOS.includes(value)),
  );
  const [first] = allowing;
  return [
    ...forbidden.map((term) => bad('scenario-forbidden', term)),
    ...(first && !isAdmitted ? [bad('scenario-not-allowed', first)] : []),
  ];
}

const ADMITS_PERSONS: readonly TermValue[] = ['individual', 'public'];

/** What a condition of some kind asks of an application, by the part of the form that answers it. */
function demandFindings(part: AskedPart, pointer: string, checked: CheckedApplication): Finding[] {
  const { content, isOrganisation } = checked;
  const { terms, conditions, name } = part;
  const unmet = (
    code: string,
    at: string,
    kinds: readonly TermKind[],
    met: (term: ConditionTerm) => boolean,
  ) =>
    conditions
      .filter((term) => kinds.includes(term.kind) && !met(term))
      .slice(0, 1)
      .map(({ kind, text }) =>
        finding({
          code,
          pointer: at,
          provision: FAMILIES[TERM_KINDS[kind]],
          args: { dataset: name, condition: text },
        }),
      );
  const admits = ({ values }: ConditionTerm): boolean =>
    isOrganisation || values.length === 0 || values.some((value) => ADMITS_PERSONS.includes(value));
  return [
    ...unmet('not-admitted', pointer, ['applicant-kind'], admits),
    ...unmet(
      'not-admitted',
      pointer,
      ['applicant-excluded'],
      ({ values }) => isOrganisation || !values.includes('individual'),
    ),
    ...unmet('system-missing', `${pointer}/terms/system`, ['named-system'], () => terms.system !== null),
    ...unmet(
      'report-missing',
      '/reportEveryMonths',
      ['use-report'],
      ({ values }) => content.reportEveryMonths !== null || values.includes('occasional'),
    ),
    ...COMMITMENTS.flatMap((commitment) =>
      unmet(`commitment-missing-${commitment}`, '/commitments', COMMITMENT_TERMS[commitment], () =>
        content.commitments.includes(commitment),
      ),
    ),
  ];
}

const sameMaterial = (one: string, other: string): boolean => one.trim() === other.trim();

const missingMaterials = ({ name, materials }: AskedPart, { materials: attached }: CheckedApplication) =>
  materials
    .filter(
      (required) => required.trim() !== '' && !attached.some(({ kind }) => sameMaterial(kind, required)),
    )
    .map((material) =>
      finding({
        code: 'material-missing',
        pointer: '/materialIds',
        provision: 'xz-18',
        args: { dataset: name, material },
      }),
    );

const expiredMaterials = ({ materials, today }: CheckedApplication): Finding[] =>
  materials.flatMap(({ kind, validUntil }) =>
    when(validUntil !== null && validUntil < today, {
      code: 'material-expired',
      pointer: '/materialIds',
      provision: 'xz-18',
      args: { material: kind, date: validUntil ?? '' },
    }),
  );
