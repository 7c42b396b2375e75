import type { QueryField, ValueType } from '../../rules/expressions/query-tree.ts';

export const LICENCE_ROWS = 20_000;

const dice = (salt: number, n: number): string => `(hash(i, ${salt}) % ${n})`;
const COLUMNS: Record<string, [ValueType, string]> = {
  编号: ['text', `'XK' || lpad(i::varchar, 7, '0')`],
  名称: ['text', `'第' || ${dice(1, 15_000)}::varchar || '号食品经营部'`],
  区: ['text', `'第' || (1 + ${dice(2, 16)})::varchar || '区'`],
  地址: ['text', `'人民路' || ${dice(3, 9000)}::varchar || '弄' || ${dice(4, 60)}::varchar || '号'`],
  经度: ['decimal', `(121 + ${dice(5, 1_000_000)} / 1e6)::DECIMAL(12,6)`],
  纬度: ['decimal', `(31 + ${dice(6, 1_000_000)} / 1e6)::DECIMAL(12,6)`],
  许可日期: ['date', `date '2019-01-01' + ${dice(7, 2500)}::int`],
  注册资本: ['decimal', `(${dice(8, 20_000)} / 10.0)::DECIMAL(12,1)`],
  行业: ['text', `'行业' || ${dice(9, 40)}::varchar`],
  状态: ['text', `case when ${dice(10, 20)} = 0 then '注销' else '有效' end`],
};

/** As registers of licences have them: a key, names and places that mostly differ, kinds that do not. */
export const LICENCE_FIELDS: readonly QueryField[] = Object.entries(COLUMNS).map(([name, [type]]) => ({
  ...{ name, label: name, type },
}));
export const LICENCES = `SELECT ${Object.entries(COLUMNS)
  .map(([name, [, sql]]) => `${sql} AS "${name}"`)
  .join(', ')} FROM range(${LICENCE_ROWS}) AS t(i)`;
