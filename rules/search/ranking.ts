/** How what is found is ranked. A change is taken when `npm run bench:search` shows that it helps. */
export const RANKING = {
  /** How much a text says of its document, how many terms it usually has, and how much its length counts (0 to 1). */
  texts: {
    title: { weight: 8, usual: 6, bend: 0.3 },
    keywords: { weight: 2, usual: 8, bend: 0.5 },
    fields: { weight: 1.4, usual: 50, bend: 0.6 },
    publisher: { weight: 1.6, usual: 10, bend: 0.2 },
    summary: { weight: 0.7, usual: 60, bend: 0.6 },
    domain: { weight: 0.8, usual: 4, bend: 0 },
  },
  /** How much more the last word of a title says that is not {@link COMMON}: what it is about, as Chinese names things. */
  head: 1.5,
  /** BM25's k1: where saying it again says little more. */
  saturation: 1.4,
  /** How much of what is asked for a document must have, of all and of what the best has. */
  leastShare: { ofAll: 0.3, ofBest: 0.35 },
  /** What is left of the score of a document that has nothing of what is asked for, and how steeply it rises to the whole. */
  wholeness: { least: 0.3, power: 1 },
  /** How much more the best standing counts than none. */
  standing: 0.05,
  /** What is left of the score of a document about another part of the city than the one asked for. */
  elsewhere: 0.9,
  /** How good a way to say something is, beside saying it in so many words. */
  ways: {
    synonym: 0.9,
    related: 0.65,
    everyday: { first: 0.85, further: 0.6 },
    inside: 0.9,
    pairs: 0.9,
    part: 0.35,
    meant: 0.9,
    english: 0.95,
    apart: 0.7,
  },
  /** How likely a slip is, in doublings of how often what it makes is there. */
  slips: { sameSound: 8, looks: 7, swapped: 7, nearSound: 5, doubled: 5, leftOut: 3, letter: 2 },
  /** How much less is asked for by words that many titles have for no reason, and by years. */
  concepts: { common: 0.1, year: 0.5, joint: 0.7 },
};

/** Words of titles that say what kind of table it is, and not what it is about. */
export const COMMON: ReadonlySet<string> = new Set(
  '信息 数据 名录 名单 清单 目录 名册 情况 一览表 基本信息 基础信息 信息表 列表 汇总 汇总表 统计 统计表 明细 详情 记录 资料 总数 数量 总量 个数 表 年 年度 月 日 市 上海 上海市 本市 全市 各区 公示 公开 公告 服务 管理 相关 类 个 区 以上 以下 以内 及其 等'.split(
    ' ',
  ),
);
