import type { ColumnType } from '../reading/reading.schema.ts';

/** How much it says that two tables share a field of this type; absent types are no keys: amounts, moments, shapes. */
const SAYING: Partial<Record<ColumnType, number>> = { text: 1, integer: 0.7, date: 0.25 };

/** Names under which each table means something of its own. */
const OF_ITS_OWN = new Set(
  `序号 行号 编号 编码 代码 名称 简称 类型 类别 分类 状态 备注 说明 描述 内容 数值 数量 合计 总计 总数 金额 单位 日期 时间 年份 月份 年 月
  日 更新日期 更新时间 数据更新时间 创建时间 修改时间 入库时间 操作时间 统计时间 统计日期 发布时间 发布日期 是否有效 有效标志 排序 链接 网址
  图片 附件 联系电话 电话 手机 传真 邮箱 邮编 经度 纬度 坐标 x y id no num number code name type status state remark remarks note
  memo desc description value count total sort url link date time year month day createtime updatetime lon lat lng longitude latitude key
  field column`.split(/\s+/u),
);

/** Ways to say the same in the head of a column, a row for each meaning; the first one names it. */
const SAME: readonly (readonly string[])[] = [
  [
    '所在区',
    '所属区',
    '区',
    '区县',
    '所在区县',
    '所属区县',
    '行政区',
    '所属行政区',
    '区域名称',
    '行政区名称',
    '区名',
    'district',
  ],
  ['所在街道', '所属街道', '街道', '街镇', '所属街镇', '所在街镇', '街道乡镇', '街道镇'],
  ['统一社会信用代码', '社会信用代码', '统一信用代码', 'uscc', 'tyshxydm'],
  ['行政区划代码', '区划代码', '行政区代码'],
];
const FIRST_OF = new Map(SAME.flatMap((names) => names.map((name) => [name, names[0] ?? name] as const)));

/** What reads the same is one: full and half width, capitals, signs between the letters. */
export const fieldKey = (text: string): string => {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
  return FIRST_OF.get(plain) ?? plain;
};

export interface NamedField {
  name: string;
  label: string;
  type: ColumnType;
}

/** Under what a field may be found in other tables, its label first; none where it joins nothing. */
export function joinKeysOf({ name, label, type }: NamedField): string[] {
  if (SAYING[type] === undefined) return [];
  const keys = [...new Set([fieldKey(label), fieldKey(name)])];
  return keys.filter((key) => key.length > 1 && !OF_ITS_OWN.has(key) && !/^[a-z]?\d+$/u.test(key));
}

/** How much a shared field says about two tables: more the fewer others have it. `having` of `all` datasets have it. */
export const sayingOf = (type: ColumnType, having: number, all: number): number =>
  (SAYING[type] ?? 0) * Math.log(1 + (all + 1) / Math.max(1, having));

/** Of the different values of both fields, how many are the same. */
export interface Overlap {
  own: number;
  other: number;
  common: number;
}

export const turned = ({ own, other, common }: Overlap): Overlap => ({ own: other, other: own, common });

/** The share of one's own values that the other table has; 0 without values. */
export const foundShare = ({ own, common }: Overlap): number => (own === 0 ? 0 : common / own);
