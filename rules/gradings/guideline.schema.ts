import { Type, type Static } from 'typebox';
import { Literals } from '../api/views.ts';
import { OPEN_CLASSES } from '../datasets/open-class.ts';
import { SIGN_KINDS } from './signs.ts';

/** What people read, in both languages. */
export const Text = Type.Object(
  { 'zh-CN': Type.String({ maxLength: 1000 }), en: Type.String({ maxLength: 1000 }) },
  { additionalProperties: false },
);
export type Text = Static<typeof Text>;
const Texts = Type.Array(Text, { maxItems: 20 });

export const LEVEL_TEXTS = ['examples', 'conditions', 'safeguards', 'supervision'] as const;

export const GuidelineLevel = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Z][0-9]{1,2}$' }),
    /** The class that this level alone would give; across dimensions the strictest decides (`xz-14`). */
    gives: Literals(OPEN_CLASSES),
    name: Text,
    examples: Texts,
    /** Conditions that data of this level is opened on by default (`xz-13`, third item). */
    conditions: Texts,
    /** What the user of the data must secure. */
    safeguards: Texts,
    /** How its use is watched. */
    supervision: Texts,
    /** What in names and contents speaks for this level; the proposals follow it. */
    signs: Type.Array(Literals(SIGN_KINDS), { maxItems: SIGN_KINDS.length }),
  },
  { additionalProperties: false },
);
export type GuidelineLevel = Static<typeof GuidelineLevel>;

export const DIMENSION_BASES = ['xz-14-1', 'xz-14-2', 'xz-14-3'] as const;

export const GuidelineDimension = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][a-z0-9-]{0,29}$' }),
    basis: Literals(DIMENSION_BASES),
    question: Text,
    /** Asked of each field, not only of the dataset as a whole. */
    ofFields: Type.Boolean(),
    /** From the most open to the strictest. */
    levels: Type.Array(GuidelineLevel, { maxItems: 8 }),
  },
  { additionalProperties: false },
);
export type GuidelineDimension = Static<typeof GuidelineDimension>;

/** Levels that together give a stricter class than each alone: a risk that only their meeting makes. */
export const Combination = Type.Object(
  {
    /** Dimension → level; it holds from this level on. */
    when: Type.Record(Type.String(), Type.String()),
    gives: Literals(OPEN_CLASSES),
    why: Text,
  },
  { additionalProperties: false },
);
export type Combination = Static<typeof Combination>;

/** Dimensions × levels → open class by their combination (`xz-13`). */
export const GuidelineContent = Type.Object(
  {
    /** Where the levels come from. */
    source: Text,
    /** Method, principles and steps of grading. */
    method: Text,
    dimensions: Type.Array(GuidelineDimension, { maxItems: 12 }),
    combinations: Type.Array(Combination, { maxItems: 30 }),
  },
  { additionalProperties: false },
);
export type GuidelineContent = Static<typeof GuidelineContent>;

/** A numbered version of it, such as `2026-1`. */
export const GradingGuideline = Type.Object(
  { version: Type.String(), ...GuidelineContent.properties },
  { additionalProperties: false },
);
export type GradingGuideline = Static<typeof GradingGuideline>;

/** How one body reads a level of the city's: never more open, only narrower, with examples of its own (`xz-13`). */
export const LevelRefinement = Type.Object(
  {
    dimension: Type.String({ maxLength: 30 }),
    level: Type.String({ maxLength: 3 }),
    /** A stricter class than the city's; null: the city's. */
    gives: Type.Union([Literals(OPEN_CLASSES), Type.Null()]),
    /** What the level means in this body, narrower than the city's words. */
    meaning: Type.String({ maxLength: 1000 }),
    examples: Type.Array(Type.String({ maxLength: 300 }), { maxItems: 20 }),
  },
  { additionalProperties: false },
);
export type LevelRefinement = Static<typeof LevelRefinement>;

/** The levels chosen of a dataset and of its fields, and why. */
export const Grade = Type.Object(
  {
    /** Dimension → level. */
    levels: Type.Record(Type.String(), Type.String()),
    /** Field name → dimension → level; absent in entries written before fields were graded. */
    fields: Type.Optional(Type.Record(Type.String(), Type.Record(Type.String(), Type.String()))),
    evidence: Type.String({ maxLength: 5000 }),
  },
  { additionalProperties: false },
);
export type Grade = Static<typeof Grade>;
