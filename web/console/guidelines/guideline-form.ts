import { OPEN_CLASSES } from '../../../rules/datasets/open-class.ts';
import {
  DIMENSION_BASES,
  LEVEL_TEXTS,
  type Combination,
  type GuidelineContent,
  type GuidelineDimension,
  type GuidelineLevel,
  type Text,
} from '../../../rules/gradings/guideline.schema.ts';
import { SIGN_KINDS } from '../../../rules/gradings/signs.ts';
import { choiceOf, integerOf, rawTextOf, textOf } from '../form-data.ts';

/** Names of controls: dimensions, levels and combinations are numbered, for their codes can be changed. */
export const dimensionControl = (place: number, part: string): string => `d${String(place)}.${part}`;
export const levelControlOf = (dimension: number, place: number, part: string): string =>
  `d${String(dimension)}.l${String(place)}.${part}`;
export const combinationControl = (place: number, part: string): string => `c${String(place)}.${part}`;

const times = <T>(count: number | null, make: (place: number) => T): T[] =>
  Array.from({ length: count ?? 0 }, (_, place) => make(place));

const textFrom = (form: FormData, name: string): Text => ({
  'zh-CN': textOf(form, `${name}.zh`),
  en: textOf(form, `${name}.en`),
});

const lines = (form: FormData, name: string): string[] =>
  rawTextOf(form, name)
    .split(/\r?\n/)
    .map((line) => line.trim());

/** Two lists that belong together line by line; lines that both leave empty are none. */
function textsFrom(form: FormData, name: string): Text[] {
  const zh = lines(form, `${name}.zh`);
  const en = lines(form, `${name}.en`);
  return times(Math.max(zh.length, en.length), (place) => ({
    'zh-CN': zh[place] ?? '',
    en: en[place] ?? '',
  })).filter((text) => text['zh-CN'] !== '' || text.en !== '');
}

function levelFrom(form: FormData, dimension: number, place: number): GuidelineLevel {
  const at = (part: string): string => levelControlOf(dimension, place, part);
  const [examples, conditions, safeguards, supervision] = LEVEL_TEXTS.map((part) =>
    textsFrom(form, at(part)),
  );
  const chosen = new Set(form.getAll(at('signs')));
  return {
    code: textOf(form, at('code')).toUpperCase(),
    gives: choiceOf(form, at('gives'), OPEN_CLASSES) ?? 'closed',
    name: textFrom(form, at('name')),
    examples: examples ?? [],
    conditions: conditions ?? [],
    safeguards: safeguards ?? [],
    supervision: supervision ?? [],
    signs: SIGN_KINDS.filter((kind) => chosen.has(kind)),
  };
}

function dimensionFrom(form: FormData, place: number): GuidelineDimension {
  const at = (part: string): string => dimensionControl(place, part);
  return {
    code: textOf(form, at('code')).toLowerCase(),
    basis: choiceOf(form, at('basis'), DIMENSION_BASES) ?? 'xz-14-1',
    question: textFrom(form, at('question')),
    ofFields: textOf(form, at('ofFields')) === 'true',
    levels: times(integerOf(form, at('levels')), (level) => levelFrom(form, place, level)),
  };
}

function combinationFrom(form: FormData, place: number, codes: readonly string[]): Combination {
  const chosen = codes.map(
    (code) => [code, textOf(form, combinationControl(place, `when.${code}`))] as const,
  );
  return {
    when: Object.fromEntries(chosen.filter(([, level]) => level !== '')),
    gives: choiceOf(form, combinationControl(place, 'gives'), OPEN_CLASSES) ?? 'closed',
    why: textFrom(form, combinationControl(place, 'why')),
  };
}

/** The draft as its form holds it, with the one thing that the pressed button adds or removes. */
export function guidelineFrom(form: FormData): GuidelineContent {
  const dimensions = times(integerOf(form, 'dimensions'), (place) => dimensionFrom(form, place));
  const codes = dimensions.map(({ code }) => code);
  const written: GuidelineContent = {
    source: textFrom(form, 'source'),
    method: textFrom(form, 'method'),
    dimensions,
    combinations: times(integerOf(form, 'combinations'), (place) => combinationFrom(form, place, codes)),
  };
  return changed(written, textOf(form, 'change'));
}

const NO_TEXT: Text = { 'zh-CN': '', en: '' };

function changed(content: GuidelineContent, change: string): GuidelineContent {
  const { dimensions, combinations } = content;
  const [what = '', first = '', second = ''] = change.split(' ');
  const place = Number(first);
  switch (what) {
    case 'add-dimension':
      return { ...content, dimensions: [...dimensions, newDimension(dimensions)] };
    case 'remove-dimension':
      return { ...content, dimensions: dimensions.filter((_, at) => at !== place) };
    case 'add-level':
      return {
        ...content,
        dimensions: dimensions.map((each, at) =>
          at === place ? { ...each, levels: [...each.levels, newLevel(each)] } : each,
        ),
      };
    case 'remove-level':
      return {
        ...content,
        dimensions: dimensions.map((each, at) =>
          at === place
            ? { ...each, levels: each.levels.filter((_, level) => level !== Number(second)) }
            : each,
        ),
      };
    case 'add-combination':
      return { ...content, combinations: [...combinations, { when: {}, gives: 'closed', why: NO_TEXT }] };
    case 'remove-combination':
      return { ...content, combinations: combinations.filter((_, at) => at !== place) };
    default:
      return content;
  }
}

const LETTERS = Array.from({ length: 26 }, (_, place) => String.fromCharCode(65 + place));

function newDimension(dimensions: readonly GuidelineDimension[]): GuidelineDimension {
  const number = dimensions.length + 1;
  const code = `dimension-${String(number)}`;
  const used = new Set(dimensions.map(({ levels }) => levels[0]?.code[0] ?? ''));
  const letter = LETTERS.find((each) => !used.has(each)) ?? 'Z';
  const level = (place: number, gives: GuidelineLevel['gives']): GuidelineLevel => ({
    ...emptyLevel(`${letter}${String(place)}`),
    gives,
  });
  return {
    code,
    basis: 'xz-14-1',
    question: NO_TEXT,
    ofFields: true,
    levels: [level(1, 'unconditional'), level(2, 'closed')],
  };
}

function newLevel({ levels }: GuidelineDimension): GuidelineLevel {
  const last = levels.at(-1);
  const letter = last?.code[0] ?? 'A';
  const numbers = levels.map(({ code }) => Number(code.slice(1)) || 0);
  return { ...emptyLevel(`${letter}${String(Math.max(0, ...numbers) + 1)}`), gives: last?.gives ?? 'closed' };
}

const emptyLevel = (code: string): GuidelineLevel => ({
  code,
  gives: 'closed',
  name: NO_TEXT,
  examples: [],
  conditions: [],
  safeguards: [],
  supervision: [],
  signs: [],
});
