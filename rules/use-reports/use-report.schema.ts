import { Type, type Static } from 'typebox';
import { Line } from '../accounts/line.ts';
import { Literals } from '../api/views.ts';

export const OUTCOME_KINDS = ['product', 'report', 'paper', 'other'] as const;
export const SUGGESTION_KINDS = ['quality', 'supply', 'demand'] as const;

const Text = Type.String({ maxLength: 4000, default: '' });

const Outcome = Type.Object(
  {
    kind: Literals(OUTCOME_KINDS),
    title: Line({ minLength: 1, maxLength: 200 }),
    /** As the outcome itself names where its data is from. */
    citation: Line({ maxLength: 500, default: '' }),
    link: Line({ maxLength: 500, default: '' }),
  },
  { additionalProperties: false },
);
export type Outcome = Static<typeof Outcome>;

const Suggestion = Type.Object(
  {
    kind: Literals(SUGGESTION_KINDS),
    words: Type.String({ minLength: 2, maxLength: 2000 }),
  },
  { additionalProperties: false },
);
export type Suggestion = Static<typeof Suggestion>;

/** What the data user says of the use, by the four items of `xz-29`; what was measured stands beside it. */
export const UseReportContent = Type.Object(
  {
    /** `xz-29-1`. */
    scenario: Text,
    audience: Text,
    businessModel: Text,
    /** `xz-29-2`: the fields that were used mainly, and the algorithms. */
    fields: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 2000 }),
    algorithms: Text,
    /** Why the data user’s own figures differ from those of the platform, where they do. */
    differs: Text,
    /** `xz-29-3`. */
    benefits: Text,
    /** `xz-29-4`. */
    safeguards: Text,
    outcomes: Type.Array(Outcome, { maxItems: 20, default: [] }),
    suggestions: Type.Array(Suggestion, { maxItems: 20, default: [] }),
  },
  { additionalProperties: false },
);
export type UseReportContent = Static<typeof UseReportContent>;

/** What no report can leave out. */
const MUST_BE_SAID = [
  'scenario',
  'audience',
  'businessModel',
  'algorithms',
  'benefits',
  'safeguards',
] as const;
export type MustBeSaid = (typeof MUST_BE_SAID)[number];

export const unsaid = (content: UseReportContent): MustBeSaid[] =>
  MUST_BE_SAID.filter((part) => content[part].trim() === '');

/** Outcomes, by their places, that do not say from where their data is: by name or code of the dataset, and by publisher. */
export function uncited(
  outcomes: readonly Outcome[],
  { dataset, publisher }: { dataset: { code: string; name: string }; publisher: string },
): number[] {
  const isCited = ({ citation }: Outcome): boolean =>
    (citation.includes(dataset.code) || citation.includes(dataset.name)) && citation.includes(publisher);
  return outcomes.flatMap((outcome, place) => (isCited(outcome) ? [] : [place]));
}
