import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slipBetween } from './edit-distance.ts';
import { highlighterOf } from './highlights.ts';
import { createSearchIndex } from './search-index.ts';
import { createSegmenter } from './segmenter.ts';
import { meantBy } from './spelling.ts';
import { plainText } from './text.ts';

const NAMES = [
  '行政处罚公示信息',
  '徐汇区公共停车场信息',
  '公共停车场收费标准',
  '医疗机构名录',
  '养老机构名册',
  '图书馆藏书',
  '空气质量日报',
  '轨道交通站点客流',
];
const index = createSearchIndex(createSegmenter(['停车场', '轨道交通', '养老机构', '医疗机构']));
for (const copy of [1, 2, 3])
  for (const [place, title] of NAMES.entries())
    index.put({
      id: `${place}-${copy}`,
      texts: { title, keywords: '', fields: '', publisher: '', summary: '', domain: '' },
    });
const { lexicon } = index;

describe('what was probably meant', () => {
  it.each([
    ['行政处法', '行政处罚', 'another character of the same sound'],
    ['停车厂', '停车场', 'another character of nearly the same sound'],
    ['行处政罚', '行政处罚', 'two characters swapped'],
    ['医疗机够', '医疗机构', 'another character'],
    ['图书官', '图书馆', 'a short word'],
    ['徐汇区养劳机构', '徐汇区养老机构', 'a word in a longer query'],
    ['pakring lots', 'parking lots', 'English'],
    ['tingchecahng', '停车场', 'letters of a sound swapped'],
    ['xingzhengchfa', '行政处罚', 'a letter of a sound left out'],
  ])('given %s, when it is asked for, then %s was meant: %s', (typed, meant) => {
    expect(meantBy(typed, lexicon)).toBe(meant);
  });

  it.each([
    '停车场',
    '停车场收费',
    '哪里有停车场',
    '捷运',
    'metro',
    'tcc',
    'tingchechang',
    '2024',
    '',
    '？',
    '企鹅',
    'a',
  ])(
    'given %j, which is right, a question, another name or nothing like it, when it is asked for, then nothing is mended',
    (typed) => {
      expect(meantBy(typed, lexicon)).toBeNull();
    },
  );

  it('given any text, when it is looked at, then nothing goes wrong', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('行', '政', '处', '法', '停', '车', '场', '厂', ' ', 'a') }),
    );
    fc.assert(
      fc.property(anything, (typed) => {
        const meant = meantBy(typed, lexicon);
        expect(meant === null || meant !== plainText(typed).trim()).toBe(true);
      }),
    );
  });
});

describe('one slip', () => {
  const word = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 3, maxLength: 7 });

  it('given a word and one slip in it, when they are compared, then that slip is found both ways', () => {
    fc.assert(
      fc.property(word, fc.nat(6), (letters, at) => {
        const meant = letters.join('');
        const place = at % letters.length;
        const left = meant.slice(0, place) + meant.slice(place + 1);
        expect(slipBetween(left, meant)).toBe('left-out');
        expect(slipBetween(meant, left)).toBe('added');
        expect(slipBetween(`${meant.slice(0, place)}x${meant.slice(place + 1)}`, meant)).toBe('exchanged');
        expect(slipBetween(meant, meant)).toBeNull();
      }),
    );
    expect(slipBetween('abdc', 'abcd')).toBe('swapped');
    expect(slipBetween('badc', 'abcd')).toBeNull();
    expect(slipBetween('ab', 'abcd')).toBeNull();
  });
});

describe('marks of what was found', () => {
  it.each([
    ['停车场 徐汇', '徐汇区公共停车场', ['', '徐汇', '区公共', '停车场']],
    ['停车场', '道路停车收费', ['道路', '停车', '收费']],
    ['tcc', '公共停车场', ['公共', '停车场']],
    ['parking', '公共停车场', ['公共', '停车场']],
    ['捷運', '轨道交通站点', ['', '轨道交通', '站点']],
    ['ＰＭ', 'pm和PM', ['', 'pm', '和', 'PM']],
    ['<b>', 'a <b> c', ['a ', '<b>', ' c']],
    ['停车场', '㎡停車場', ['㎡', '停車場']],
    ['air', 'fair', ['fair']],
    ['企鹅', '停车场', ['停车场']],
  ])('[xz-17] given the query %s, when %s is marked, then its pieces are %j', (query, text, pieces) => {
    expect(highlighterOf(query, lexicon)(text)).toEqual(pieces);
  });

  it('given any query and any text, when it is marked, then the pieces together are the text', () => {
    const text = fc.string({ unit: fc.constantFrom('停', '车', '场', 'ﬁ', '㎡', 'a', ' ', '𠀀', '車', 'é') });
    fc.assert(
      fc.property(text, text, (query, marked) => {
        expect(highlighterOf(query, lexicon)(marked).join('')).toBe(marked);
      }),
    );
  });
});
