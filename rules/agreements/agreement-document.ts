import { Type, type Static } from 'typebox';
import { Literals, Nullable } from '../api/views.ts';
import { PROVISIONS, type Provision } from '../provisions/provisions.ts';

/** Chinese binds; the English is for reading. */
const Bilingual = Type.Object({ 'zh-CN': Type.String(), en: Type.String() }, { additionalProperties: false });
export type Bilingual = Static<typeof Bilingual>;

const Clause = Type.Object(
  {
    text: Bilingual,
    /** It says what was approved for this agreement; the others stand in every agreement of the template. */
    marked: Type.Boolean(),
    basis: Nullable(Literals(Object.keys(PROVISIONS) as Provision[])),
  },
  { additionalProperties: false },
);
const Article = Type.Object(
  { title: Bilingual, clauses: Type.Array(Clause) },
  { additionalProperties: false },
);

/** What both sides sign: articles of numbered clauses, made from a version of a template. */
export const AgreementDocument = Type.Object(
  { template: Type.String(), title: Bilingual, articles: Type.Array(Article) },
  { additionalProperties: false },
);
export type AgreementDocument = Static<typeof AgreementDocument>;

/** The binding text as it is printed, in lines that end with LF: what the digest of the text is of. */
export function bindingText({ title, articles }: AgreementDocument): string {
  const lines = articles.flatMap((article, index) => [
    `第${chineseNumber(index + 1)}条 ${article.title['zh-CN']}`,
    ...article.clauses.map((clause, place) => `${place + 1}. ${clause.text['zh-CN']}`),
  ]);
  return `${[title['zh-CN'], ...lines].join('\n')}\n`;
}

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1–99 as articles are counted: 十二. */
export function chineseNumber(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const before = tens === 0 ? '' : tens === 1 ? '十' : `${DIGITS[tens] ?? ''}十`;
  return before + (DIGITS[ones] ?? '');
}
