import { OPEN_CLASSES, strictestOf, type OpenClass } from '../datasets/open-class.ts';
import type {
  Combination,
  GradingGuideline,
  GuidelineContent,
  GuidelineDimension,
  GuidelineLevel,
  LevelRefinement,
} from './guideline.schema.ts';

type Levels = Readonly<Record<string, string>>;
type Classes = Pick<GuidelineContent, 'dimensions' | 'combinations'>;

export const levelOf = (
  dimension: GuidelineDimension,
  code: string | undefined,
): GuidelineLevel | undefined => dimension.levels.find((each) => each.code === code);

/** Where a level stands in its dimension, 0 for the most open; -1 when there is no such level. */
export const placeOf = ({ levels }: GuidelineDimension, code: string | undefined): number =>
  levels.findIndex((each) => each.code === code);

/**
 * The class that the levels give by their combination: the strictest of what each gives and of what their meeting gives;
 * null while a dimension is not answered.
 */
export function classOf({ dimensions, combinations }: Classes, levels: Levels): OpenClass | null {
  const given: OpenClass[] = [];
  for (const dimension of dimensions) {
    const level = levelOf(dimension, levels[dimension.code]);
    if (!level) return null;
    given.push(level.gives);
  }
  const met = combinations.filter((each) => meets(each, dimensions, levels));
  return strictestOf([...given, ...met.map(({ gives }) => gives)]);
}

function meets({ when }: Combination, dimensions: readonly GuidelineDimension[], levels: Levels): boolean {
  const asked = Object.entries(when);
  return (
    asked.length > 0 &&
    asked.every(([code, least]) => {
      const dimension = dimensions.find((each) => each.code === code);
      if (!dimension) return false;
      const from = placeOf(dimension, least);
      return from >= 0 && placeOf(dimension, levels[code]) >= from;
    })
  );
}

/** Of a dimension the level of its strictest field; undefined where no field has one. */
export function strictestField(
  dimension: GuidelineDimension,
  fields: Readonly<Record<string, Levels>>,
): { field: string; level: string } | undefined {
  let strictest: { field: string; level: string } | undefined;
  for (const [field, levels] of Object.entries(fields)) {
    const level = levels[dimension.code];
    if (level === undefined || placeOf(dimension, level) < 0) continue;
    if (!strictest || placeOf(dimension, level) > placeOf(dimension, strictest.level))
      strictest = { field, level };
  }
  return strictest;
}

/**
 * The guideline as one body follows it. What a refinement would open further than the city's table is left as the
 * table has it, and a level is never more open than the one before it.
 */
export function refine(
  guideline: GradingGuideline,
  refinements: readonly LevelRefinement[],
): GradingGuideline {
  if (refinements.every(({ gives }) => gives === null)) return guideline;
  const dimensions = guideline.dimensions.map((dimension) => {
    let least: OpenClass = OPEN_CLASSES[0];
    const levels = dimension.levels.map((level) => {
      const own = refinements.find((each) => each.dimension === dimension.code && each.level === level.code);
      least = strictestOf([least, level.gives, own?.gives ?? level.gives]);
      return { ...level, gives: least };
    });
    return { ...dimension, levels };
  });
  return { ...guideline, dimensions };
}
