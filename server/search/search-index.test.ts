import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSearchIndex, type SearchDocument, type SearchIndex } from './search-index.ts';
import { createSegmenter } from './segmenter.ts';

const segmenter = createSegmenter(['轨道交通', '停车场', '养老院', '徐汇', '浦东']);

const aDocument = (
  id: string,
  title: string,
  texts: Partial<SearchDocument['texts']> = {},
): SearchDocument => ({
  id,
  texts: { title, keywords: '', fields: '', publisher: '', summary: '', domain: '', ...texts },
});

const CITY = [
  aDocument('parking', '徐汇区公共停车场信息', { publisher: '徐汇区人民政府', fields: '泊位总数 收费标准' }),
  aDocument('parking-pudong', '浦东新区公共停车场车位和收费信息表', { publisher: '浦东新区人民政府' }),
  aDocument('metro', '轨道交通站点客流', { publisher: '交通委员会', summary: '各站进出站人数' }),
  aDocument('bus', '公交线路站点', { publisher: '交通委员会', fields: '经度 纬度 line_name' }),
  aDocument('home', '徐汇区养老机构名册', { publisher: '民政局', fields: '床位数' }),
  aDocument('air', '空气质量日报', { publisher: '生态环境局', fields: 'PM2.5 PM10浓度' }),
  aDocument('penalty', '行政处罚公示信息', { publisher: '市场监督管理局' }),
  aDocument('penalty-2023', '行政处罚公示信息（2023年）', { publisher: '市场监督管理局' }),
  aDocument('library', '图书馆藏书情况', { publisher: '文化和旅游局', fields: '藏书量' }),
  aDocument('museum', '博物馆名录', { publisher: '文化和旅游局' }),
  aDocument('sights', 'A级景区名单', { publisher: '文化和旅游局' }),
  aDocument('levels', '税务等级', { summary: '景区A票，级别' }),
];

function indexOf(documents: readonly SearchDocument[]): SearchIndex {
  const index = createSearchIndex(segmenter);
  for (const document of documents) index.put(document);
  return index;
}
const idsIn = (index: SearchIndex, query: string): string[] => index.search(query).map(({ id }) => id);

describe('searching the open list', () => {
  const index = indexOf(CITY);

  it.each([
    ['a topic', '停车场', 'parking'],
    ['a district and a topic', '浦东 停车场', 'parking-pudong'],
    ['a body and a topic', '交通委 站点', 'bus'],
    ['the name of a field', '泊位总数', 'parking'],
    ['the technical name of a field', 'line_name', 'bus'],
    ['another word for it', '敬老院', 'home'],
    ['a word of daily speech', '地铁', 'metro'],
    ['pinyin', 'tingchechang', 'parking'],
    ['pinyin of two words', 'kongqi zhiliang', 'air'],
    ['pinyin without a space', 'xingzhengchufa', 'penalty'],
    ['initials', 'tsg', 'library'],
    ['a character of nearly the same sound in a word that is parted by it', '空气质两', 'air'],
    ['a character that looks alike', '图书管', 'library'],
    ['a character twice', '博物馆馆名录', 'museum'],
    ['a character left out', '博馆名录', 'museum'],
    ['characters swapped', '政行处罚', 'penalty'],
    ['a character of the same sound', '行政处法', 'penalty'],
    ['two characters of the same sound', '公交占点', 'bus'],
    ['a year', '2023年行政处罚', 'penalty-2023'],
    ['letters and digits', 'PM2.5', 'air'],
    ['letters and digits without the dot', 'pm25', 'air'],
    ['a letter that leads to a character', 'A级景区', 'sights'],
    ['full-width letters', 'ＰＭ２．５', 'air'],
    ['traditional characters', '停車場', 'parking'],
    ['words of another region', '捷運', 'metro'],
    ['English', 'parking lots', 'parking'],
    ['English of several words', 'metro ridership', 'metro'],
    ['a question', '徐汇区哪里有停车场？', 'parking'],
    ['spaces and punctuation', ' 停车场，。! ', 'parking'],
  ])('[xz-17] given %s, when it is searched for, then the dataset meant comes first', (_, query, id) => {
    expect(idsIn(index, query)[0]).toBe(id);
  });

  it.each([
    ['nothing', ''],
    ['nothing but signs', '!!! 。。'],
    ['letters of no word', 'qwxzkvj'],
    ['a thing that is not there', '企鹅'],
  ])('given %s, when it is searched for, then nothing is found', (_, query) => {
    expect(idsIn(index, query)).toEqual([]);
  });

  it('given words of which one thing has all and others some, when they are searched for, then it comes first and those about something else do not', () => {
    const found = idsIn(index, '徐汇 停车场');
    expect(found[0]).toBe('parking');
    expect(found).toContain('parking-pudong');
    expect(found).not.toContain('museum');
  });

  it('given a thousand characters, when they are searched for, then there is an answer', () => {
    expect(idsIn(index, '停车场'.repeat(350))[0]).toMatch(/^parking/);
    expect(idsIn(index, 'ab1'.repeat(350))).toEqual([]);
  });
});

describe('searching for a part of the city', () => {
  const of = (id: string, title: string, place = '') => ({ ...aDocument(id, title), place });
  const index = createSearchIndex(segmenter, { places: ['徐汇区', '浦东新区'] });
  index.put(of('there', '徐汇区公园名录', '徐汇区'));
  index.put(of('elsewhere', '公园', '浦东新区'));
  index.put(of('whole', '全市公园基础信息'));
  // Most datasets name a district, so that it says less than the topic.
  for (let at = 0; at < 20; at += 1) {
    const district = at % 2 === 0 ? '徐汇区' : '浦东新区';
    index.put(of(`other-${at}`, `${district}税务登记`, district));
  }

  it.each(['徐汇公园', '徐汇区 公园', 'xuhui gongyuan'])(
    '[xz-17] given %s, when it is searched for, then what is about that part comes first and what is about another one after the whole city',
    (query) => {
      expect(idsIn(index, query).slice(0, 3)).toEqual(['there', 'whole', 'elsewhere']);
    },
  );

  it('given no part or several, when they are searched for, then no part is put back', () => {
    expect(idsIn(index, '公园')[0]).toBe('elsewhere');
    expect(idsIn(index, '浦东 徐汇 公园').slice(0, 3).at(-1)).toBe('whole');
  });
});

const NAMES = [
  '停车场信息',
  '公交站点',
  '养老机构名册',
  '空气质量',
  '行政处罚公示',
  '图书馆',
  '轨道交通客流',
  '𠮷祥',
];
const edit = fc.oneof(
  fc.record({
    act: fc.constant('put' as const),
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    title: fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
    fields: fc.constantFrom('', '经度 纬度', 'PM2.5', '床位数 地址'),
  }),
  fc.record({ act: fc.constant('remove' as const), id: fc.constantFrom('a', 'b', 'c', 'd', 'e') }),
);

describe('an index that changes', () => {
  it('given any documents put, put again and removed, when it is searched, then only what is there is found, by what it says now', () => {
    fc.assert(
      fc.property(
        fc.array(edit, { maxLength: 60 }),
        fc.constantFrom(...NAMES, 'tcc', 'gongjiao', 'PM2.5'),
        (edits, query) => {
          const changed = createSearchIndex(segmenter, { mostGone: 3 });
          const there = new Map<string, SearchDocument>();
          for (const each of edits) {
            if (each.act === 'remove') {
              changed.remove(each.id);
              there.delete(each.id);
              continue;
            }
            const document = aDocument(each.id, each.title, { fields: each.fields });
            changed.put(document);
            there.set(each.id, document);
          }
          expect(changed.size()).toBe(there.size);
          expect(
            changed
              .search(query)
              .map(({ id }) => id)
              .toSorted(),
          ).toEqual(
            indexOf([...there.values()])
              .search(query)
              .map(({ id }) => id)
              .toSorted(),
          );
        },
      ),
    );
  });
});

describe('searching in words of daily speech and of English', () => {
  const index = indexOf([
    ...CITY,
    aDocument('internet', '互联网上网服务营业场所'),
    aDocument('vaccine', '预防接种门诊一览表'),
    aDocument('tax', '欠税公告'),
    aDocument('wedding', '结婚登记情况'),
    aDocument('estate', '房地产经纪机构备案'),
    aDocument('hightech', '高新技术企业名单'),
  ]);

  it.each([
    ['网吧', 'internet'],
    ['去哪里打疫苗', 'vaccine'],
    ['房产中介', 'estate'],
    ['marriage registrations', 'wedding'],
    ['tax arrears', 'tax'],
    ['high-tech companies', 'hightech'],
  ])('given “%s”, when it is searched for, then what a catalogue calls so comes first', (query, id) => {
    expect(idsIn(index, query)[0]).toBe(id);
  });
});
