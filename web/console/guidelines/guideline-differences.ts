import {
  LEVEL_TEXTS,
  type GuidelineContent,
  type GuidelineDimension,
  type GuidelineLevel,
  type Text,
} from '../../../rules/gradings/guideline.schema.ts';

/** One thing that two versions say differently; `place` is a code, `part` what of it. */
export interface GuidelineDifference {
  place: string;
  part:
    | 'source'
    | 'method'
    | 'question'
    | 'level-name'
    | 'gives'
    | 'signs'
    | 'combinations'
    | (typeof LEVEL_TEXTS)[number];
  before: string;
  after: string;
}

type Language = keyof Text;

/** What differs between two versions, in the language that is read; an added or removed level differs in all it says. */
export function differencesOf(
  before: GuidelineContent,
  after: GuidelineContent,
  language: Language,
): GuidelineDifference[] {
  const earlier = flat(before, language);
  const later = flat(after, language);
  const keys = [...new Set([...earlier.keys(), ...later.keys()])];
  return keys.flatMap((key) => {
    const [was, is] = [earlier.get(key), later.get(key)];
    const said = was ?? is;
    if (!said || was?.text === is?.text) return [];
    return [{ place: said.place, part: said.part, before: was?.text ?? '', after: is?.text ?? '' }];
  });
}

interface Said {
  place: string;
  part: GuidelineDifference['part'];
  text: string;
}

function flat(content: GuidelineContent, language: Language): Map<string, Said> {
  const said: Said[] = [
    { place: '', part: 'source', text: content.source[language] },
    { place: '', part: 'method', text: content.method[language] },
    ...content.dimensions.flatMap((dimension) => ofDimension(dimension, language)),
    ...content.combinations.map(({ when, gives, why }): Said => {
      const levels = Object.values(when).sort().join(' + ');
      return { place: levels, part: 'combinations', text: `${gives} ${why[language]}` };
    }),
  ];
  return new Map(said.map((each) => [`${each.place} ${each.part}`, each]));
}

const ofDimension = ({ code, question, levels }: GuidelineDimension, language: Language): Said[] => [
  { place: code, part: 'question', text: question[language] },
  ...levels.flatMap((level) => ofLevel(level, language)),
];

const ofLevel = (level: GuidelineLevel, language: Language): Said[] => [
  { place: level.code, part: 'level-name', text: level.name[language] },
  { place: level.code, part: 'gives', text: level.gives },
  { place: level.code, part: 'signs', text: level.signs.join(' ') },
  ...LEVEL_TEXTS.map((part): Said => ({
    place: level.code,
    part,
    text: level[part].map((text) => text[language]).join('\n'),
  })),
];
