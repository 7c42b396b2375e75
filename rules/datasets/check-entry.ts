import type { CatalogueField } from '../catalogue/catalogue.schema.ts';
import { parseConditions } from '../conditions/parse-conditions.ts';
import { answeringNone, gradedRisks } from '../conditions/risks.ts';
import type { Finding } from '../findings/finding.schema.ts';
import { checkGrade } from '../gradings/grade.ts';
import type { GradeStanding } from '../gradings/grade-standing.schema.ts';
import type { GradingGuideline } from '../gradings/guideline.schema.ts';
import type { Provision } from '../provisions/provisions.ts';
import { isAbbreviated } from './abbreviations.ts';
import { lostBinding } from './bindings.ts';
import { adviseName } from './check-name.ts';
import {
  isStricter,
  type Field,
  type ListEntry,
  type OpenClass,
  type UpdateFrequency,
} from './list-entry.schema.ts';
import { checkStatic } from './static-data.ts';

/** What the check knows beside the entry itself. */
export interface EntrySurroundings {
  /** In force, as the body follows it. */
  guideline: GradingGuideline;
  /** What was decided of its grade before. */
  standing: GradeStanding;
  domains: readonly string[];
  /** Of the catalogue entry. */
  catalogueFields: readonly Pick<CatalogueField, 'name' | 'label'>[];
  /** The class in force, null for a new dataset. */
  listedClass: OpenClass | null;
  /** The update frequency in force, null for a new dataset. */
  listedFrequency: UpdateFrequency | null;
  /** Another listed dataset bears the same name. */
  nameIsTaken: boolean;
}

type Args = Finding['args'];
const finding = (
  code: string,
  pointer: string,
  provision: Provision,
  args: Args = {},
  blocks = true,
): Finding => ({
  code,
  pointer,
  args,
  provision,
  blocks,
});

/** Everything that `xz-9` and `xz-14` still miss in an entry, all at once; empty when it can be listed. */
export function checkEntry(entry: ListEntry, surroundings: EntrySurroundings): Finding[] {
  return [
    ...checkName(entry, surroundings),
    ...adviseName(entry),
    ...checkTexts(entry, surroundings),
    ...checkStatic(entry, surroundings.listedFrequency),
    ...entry.fields.flatMap((field, index) => checkField(field, index, surroundings)),
    ...checkClass(entry, surroundings),
  ];
}

/** True when nothing that `xz-9` asks is missing; the class is {@link classFollowsGrade}'s concern. */
export const isComplete = (findings: readonly Finding[]): boolean =>
  !findings.some(
    ({ blocks, provision }) => blocks && !provision.startsWith('xz-14') && !provision.startsWith('xz-13'),
  );

/** True when the class is what its grade gives, or stricter with an explanation. */
export const classFollowsGrade = (findings: readonly Finding[]): boolean =>
  !findings.some(
    ({ blocks, provision }) => blocks && (provision.startsWith('xz-14') || provision.startsWith('xz-13')),
  );

const SHORT = 4;

function checkName({ name, timeCoverage, area }: ListEntry, { nameIsTaken }: EntrySurroundings): Finding[] {
  const found: Finding[] = [];
  if (name.trim() === '') return [finding('name-missing', '/name', 'xz-9-1')];
  if ([...name.trim()].length < SHORT)
    found.push(finding('name-too-short', '/name', 'xz-9-1', { least: SHORT }));
  if (nameIsTaken) found.push(finding('name-taken', '/name', 'xz-9-1', { name }));
  if (timeCoverage.trim() === '') found.push(finding('time-coverage-missing', '/timeCoverage', 'xz-9-1'));
  if (area.trim() === '') found.push(finding('area-missing', '/area', 'xz-9-1'));
  return found;
}

function checkTexts(entry: ListEntry, { domains }: EntrySurroundings): Finding[] {
  const found: Finding[] = [];
  if ([...entry.summary.trim()].length < 10)
    found.push(finding('summary-missing', '/summary', 'xz-9', { least: 10 }));
  if (!domains.includes(entry.domain)) found.push(finding('domain-missing', '/domain', 'xz-9'));
  if (entry.relations.trim() === '') found.push(finding('relations-missing', '/relations', 'xz-9-6'));
  if (entry.fields.length === 0) found.push(finding('fields-missing', '/fields', 'xz-9-2'));
  return found;
}

function checkField(field: Field, index: number, { catalogueFields }: EntrySurroundings): Finding[] {
  const at = `/fields/${index}`;
  const args = { field: field.label || field.name };
  const found: Finding[] = [];
  if (field.description.trim() === '') {
    const isShort = isAbbreviated(field.label || field.name);
    const code = isShort ? 'abbreviation-unexplained' : 'description-missing';
    found.push(finding(code, `${at}/description`, 'xz-9-2', args));
  }
  if (field.binding === '') found.push(finding('binding-missing', `${at}/binding`, 'xz-9', args));
  const lost = lostBinding(field, index, catalogueFields);
  if (lost) found.push(lost);
  return found;
}

function checkClass(entry: ListEntry, { guideline, standing, listedClass }: EntrySurroundings): Finding[] {
  const found = checkGrade(guideline, entry, standing);
  if (listedClass !== null && isStricter(entry.openClass, listedClass) && entry.explanation.trim() === '') {
    found.push(finding('explanation-missing', '/explanation', 'xz-11'));
  }
  if (entry.openClass === 'conditional') {
    if (entry.conditions.length === 0) found.push(finding('conditions-missing', '/conditions', 'xz-15'));
    if (entry.materials.length === 0) found.push(finding('materials-missing', '/materials', 'xz-18'));
    found.push(...adviseConditions(entry, guideline));
  }
  return found;
}

/** Conditions that match no graded risk, and risks that no condition answers: asked about, not forbidden (`xz-15`). */
function adviseConditions({ conditions, grade }: ListEntry, guideline: GradingGuideline): Finding[] {
  if (conditions.length === 0 || Object.keys(grade.levels).length === 0) return [];
  const { terms, leftover } = parseConditions(conditions.join('\n'));
  const risks = gradedRisks(guideline, grade.levels, terms);
  const advice = (code: string, args: Args): Finding => finding(code, '/conditions', 'xz-15', args, false);
  // What is not understood may answer any of them.
  const unanswered = leftover.length > 0 ? [] : risks.filter(({ answeredBy }) => answeredBy.length === 0);
  const questioned = new Set(answeringNone(risks, terms).map(({ text }) => text));
  return [
    ...[...questioned].map((condition) => advice('condition-answers-no-risk', { condition })),
    ...unanswered.map(({ level }) => advice('risk-unanswered', { level })),
  ];
}
