import { beforeAll, describe, expect, it } from 'vitest';
import { emptyEntry } from '../../rules/datasets/list-entry.schema.ts';
import { shanghai } from '../../rules/profile/shanghai.ts';
import { cityWords, type ListedText } from './search-document.ts';
import { createSegmenter, type Segmenter } from './segmenter.ts';
import { createSuggestions, type Suggestions } from './suggestions.ts';

let segmenter: Segmenter;
let suggestions: Suggestions;

const dataset = (
  number: number,
  name: string,
  fields: [label: string, name: string][] = [],
  more: Partial<ReturnType<typeof emptyEntry>> = {},
): ListedText => ({
  id: String(number),
  code: `SH-JTW-${String(number).padStart(6, '0')}`,
  publisher: '上海市交通委员会',
  publisherCode: 'JTW',
  publisherNameEn: 'Shanghai Municipal Transport Commission',
  entry: {
    ...emptyEntry(),
    name,
    domain: 'transport',
    fields: fields.map(([label, field]) => ({
      ...{ label, name: field, type: 'text', unit: '', description: '', binding: '' },
    })),
    ...more,
  },
});

beforeAll(() => {
  segmenter = createSegmenter(cityWords(shanghai));
  suggestions = createSuggestions(shanghai, segmenter);
  suggestions.put(dataset(1, '公共停车场（库）基本信息', [['停车场名称', 'park_name']]));
  suggestions.put(dataset(2, '徐汇区道路停车收费路段', [['泊位数', 'berths']]));
  suggestions.put(dataset(3, 'PM2.5小时值', [['站点', 'station']], { keywords: ['空气质量'] }));
  suggestions.put(dataset(4, '不开放的识别记录', [['号牌', 'plate']], { openClass: 'closed' }));
});

const offered = (typed: string) => suggestions.suggest(typed, 10, 'zh-CN');
const textsOf = (typed: string): string[] => offered(typed).map(({ text }) => text);

describe('what is offered while someone types', () => {
  it.each([
    ['停车', '公共停车场（库）基本信息', 'characters'],
    ['停車場', '公共停车场（库）基本信息', 'traditional characters'],
    ['tingche', '公共停车场（库）基本信息', 'sound'],
    ['tingch', '公共停车场（库）基本信息', 'a sound that is not yet whole'],
    ['tcc', '公共停车场（库）基本信息', 'initials'],
    ['停che', '公共停车场（库）基本信息', 'characters and letters, as an input method shows them'],
    ['亭车厂', '公共停车场（库）基本信息', 'other characters of that sound'],
    ['sh-jtw-000001', '公共停车场（库）基本信息', 'code'],
    ['徐汇', '徐汇区', 'district'],
    ['xhq', '徐汇区', 'initials of a district'],
    ['jiaotong', '上海市交通委员会', 'sound of a publisher'],
    ['transport', '上海市交通委员会', 'English name'],
    ['park_n', '停车场名称', 'name of a field'],
    ['park', '停车场名称', 'beginning of the name of a field'],
    ['ｐｍ2', 'PM2.5小时值', 'full width'],
    ['kongqi', '空气质量', 'sound of a keyword'],
  ])('[xz-17] given %s, when it is typed, then %s is offered by its %s', (typed, text) => {
    expect(textsOf(typed)).toContain(text);
  });

  it('given letters inside a syllable, when they are typed, then what only runs over them is not offered', () => {
    expect(textsOf('ingche')).toEqual([]);
    expect(textsOf('ngch')).toEqual([]);
  });

  it('given something found by any way, when it is shown, then the pieces are its text and mark what was typed', () => {
    for (const [typed, marked] of [
      ['停车', '停车'],
      ['tingchechang', '停车场'],
      ['tcc', '停车场'],
    ] as const) {
      const found = offered(typed).find(({ kind }) => kind === 'dataset');
      expect(found?.pieces).toEqual(['公共', marked, '公共停车场（库）基本信息'.slice(2 + marked.length)]);
      expect(found?.pieces.join('')).toBe(found?.text);
    }
  });

  it('given a publisher, a domain and a field, when they are offered, then each says its kind, its code and for how many datasets it stands', () => {
    expect(offered('交通委')).toContainEqual(
      expect.objectContaining({ kind: 'publisher', code: 'JTW', datasets: 4 }),
    );
    expect(offered('park_name')).toContainEqual(
      expect.objectContaining({ kind: 'field', text: '停车场名称', also: 'park_name', datasets: 1 }),
    );
    expect(offered('泊车')).toContainEqual(expect.objectContaining({ kind: 'word', also: '泊车' }));
  });

  it('given a reader of English, when a publisher is offered, then it has its English name and the Chinese beside it', () => {
    expect(suggestions.suggest('transport', 10, 'en')).toContainEqual(
      expect.objectContaining({
        kind: 'publisher',
        text: 'Shanghai Municipal Transport Commission',
        also: '上海市交通委员会',
      }),
    );
  });

  it('[xz-14-1] given a closed dataset, when its field is typed, then only its name is known', () => {
    expect(textsOf('号牌')).toEqual([]);
    expect(textsOf('识别记录')).toContain('不开放的识别记录');
    expect([...suggestions.withField('号牌')]).toEqual([]);
  });

  it('given a dataset that is removed or changed, when it is typed, then the next answer knows', () => {
    suggestions.put(dataset(9, '共享单车停放点', [['车数', 'bikes']]));
    expect(textsOf('danche')).toContain('共享单车停放点');
    suggestions.put(dataset(9, '公共自行车网点'));
    expect(textsOf('danche')).toEqual([]);
    expect([...suggestions.withField('车数')]).toEqual([]);
    suggestions.remove('9');
    expect(textsOf('自行车')).toEqual([]);
  });

  it('given a name of a field, when datasets are asked for that have it, then those come', () => {
    expect([...suggestions.withField('停车场')]).toEqual(['1']);
    expect([...suggestions.withField('berth')]).toEqual(['2']);
    expect([...suggestions.withField('  ')]).toEqual([]);
  });

  it.each(['', '   ', '）', '\t', '%', '🅿️', '停'.repeat(60)])(
    'given %j, when it is typed, then nothing goes wrong',
    (typed) => {
      expect(Array.isArray(offered(typed))).toBe(true);
    },
  );

  it('given many of a kind, when few are asked for, then no more come, and those of one kind stand together', () => {
    for (let number = 100; number < 130; number += 1)
      suggestions.put(dataset(number, `养老机构名单${String(number)}`));
    const found = suggestions.suggest('养老', 5, 'zh-CN');
    expect(found).toHaveLength(5);
    const kinds = found.map(({ kind }) => kind);
    expect(kinds).toEqual([...new Set(kinds)].flatMap((kind) => kinds.filter((each) => each === kind)));
  });
});
