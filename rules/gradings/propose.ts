import type { GradingGuideline, LevelRefinement } from './guideline.schema.ts';
import type { ContentScan } from './scan.schema.ts';
import { NAME_SIGNS, type SignKind } from './signs.ts';

/** Why a level is proposed of a field; the words are `grade.why.<by>`. */
export interface ProposalReason {
  kind: SignKind;
  /** What gave it away: the field's name, what is said of it, its values, or text within them. */
  by: 'name' | 'description' | 'values' | 'text';
  /** Values of the kind, and values looked at. */
  count: number;
  looked: number;
}
export interface LevelProposal {
  dimension: string;
  level: string;
  reasons: ProposalReason[];
}
export interface FieldProposal {
  field: string;
  /** What the signs are, also those that no level of the guideline names. */
  signs: ProposalReason[];
  levels: LevelProposal[];
}

/** As much of all values as must be of a kind before the column is taken to be of it. Check digits leave less to chance. */
const SHARE: Partial<Record<SignKind, number>> = {
  'id-number': 0.3,
  'bank-card': 0.3,
  'company-code': 0.3,
  'e-mail': 0.2,
  phone: 0.2,
  'person-name': 0.7,
};
const OTHER_SHARE = 0.3;
/** Names are told by surnames, which many short words begin with: fewer different values than this prove nothing. */
const TEXT_SHARE = 0.02;

interface Field {
  name: string;
  label: string;
  description: string;
}

/** The signs that a field shows by its name, by what is said of it and by its contents. */
function signsOf(field: Field, scan: ContentScan['columns'][number] | undefined): ProposalReason[] {
  const told = (by: 'name' | 'description', text: string): ProposalReason[] =>
    NAME_SIGNS.filter(({ words, not }) => words.test(text) && not?.test(text) !== true).map(({ kind }) => ({
      kind,
      by,
      count: 0,
      looked: 0,
    }));
  const named = [
    ...told('name', field.label),
    ...(field.label === field.name ? [] : told('name', field.name)),
  ];
  return distinct([...named, ...told('description', field.description), ...shownBy(scan)]).filter(
    (sign, _place, all) => !isRefuted(sign, scan, all),
  );
}

function shownBy(scan: ContentScan['columns'][number] | undefined): ProposalReason[] {
  if (!scan || scan.looked === 0) return [];
  return scan.kinds.flatMap(({ kind, whole, inText }): ProposalReason[] => {
    const looked = scan.looked;
    if (whole / looked >= (SHARE[kind] ?? OTHER_SHARE)) return [{ kind, by: 'values', count: whole, looked }];
    return inText > 0 && (whole + inText) / looked >= TEXT_SHARE
      ? [{ kind, by: 'text', count: whole + inText, looked }]
      : [];
  });
}

/** Starred out values say that a name or number is no longer one, whatever the column is called. */
function isRefuted(
  { kind, by }: ProposalReason,
  scan: ContentScan['columns'][number] | undefined,
  all: readonly ProposalReason[],
): boolean {
  const masked = all.some((each) => each.kind === 'masked-personal' && each.by === 'values');
  if (masked) return by === 'name' && kind !== 'masked-personal';
  if (kind === 'person-name' && by === 'values')
    return all.some((each) => each.by === 'name' && each.kind !== kind);
  return kind === 'home-address' && by === 'name' && scan?.looked === 0;
}

function distinct(reasons: readonly ProposalReason[]): ProposalReason[] {
  return [...new Map(reasons.map((reason) => [`${reason.kind} ${reason.by}`, reason])).values()];
}

/**
 * The level of each dimension that the signs of a field speak for, the strictest where they differ. Fields without a
 * sign are proposed the most open level: a person decides either way.
 */
export function proposeLevels(
  guideline: Pick<GradingGuideline, 'dimensions'>,
  fields: readonly Field[],
  scan: ContentScan | null,
  refinements: readonly LevelRefinement[] = [],
): FieldProposal[] {
  const columns = new Map((scan?.columns ?? []).map((column) => [column.name, column]));
  return fields.map((field) => {
    const signs = signsOf(field, columns.get(field.name));
    const levels = guideline.dimensions
      .filter(({ ofFields }) => ofFields)
      .map((dimension): LevelProposal => {
        const speaking = dimension.levels.findLast(
          (level) =>
            level.signs.some((kind) => signs.some((sign) => sign.kind === kind)) ||
            isExample(field, refinements, dimension.code, level.code),
        );
        const level = speaking ?? dimension.levels[0];
        const reasons = signs.filter(({ kind }) => speaking?.signs.includes(kind) === true);
        return { dimension: dimension.code, level: level?.code ?? '', reasons };
      });
    return { field: field.name, signs, levels };
  });
}

/** The body's own examples of a level name such a field. */
const isExample = (
  { label, name }: Field,
  refinements: readonly LevelRefinement[],
  dimension: string,
  level: string,
): boolean =>
  refinements.some(
    (each) =>
      each.dimension === dimension &&
      each.level === level &&
      each.examples.some((example) => example.trim() !== '' && example.trim() === (label || name)),
  );
