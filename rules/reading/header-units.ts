import { trimmed } from './missing.ts';
import { MONEY_SIGNS } from './numbers.ts';
import {
  COUNTING,
  DOUBTFUL_COUNTS,
  LONE_POWERS,
  MEASURES,
  MONEY_UNITS,
  POWERS,
  SHARED_OUT,
} from './unit-list.ts';

const BRACKETED = /^(.*?)\s*[(（[【〔]\s*([^()（）[\]【】〔〕]*(?:\([A-Z]\))?)\s*[)）\]】〕]$/su;
const SAID = /^(?:计量|金额|数量)?单位\s*[:：为]?\s*/;
const LONGEST = 16;

const halfWidth = (text: string): string =>
  text.replace(/[％／０-９．]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

const isChinese = (text: string): boolean => /^[\u3400-\u9fff]/.test(text);

const withoutPower = (word: string): string => {
  const power = POWERS.find((each) => word.startsWith(each) && isChinese(word.slice(each.length)));
  return power === undefined ? word : word.slice(power.length);
};

const isListed = (word: string, isCountable: boolean): boolean =>
  MEASURES.has(word) || COUNTING.has(word) || (isCountable && DOUBTFUL_COUNTS.has(word));

/** Whether a word is a unit, a power of ten before it allowed: `万元`, `亿千瓦时`, `km²`. */
const isWord = (word: string, isCountable: boolean): boolean =>
  isListed(word, isCountable) || (withoutPower(word) !== word && isListed(withoutPower(word), true));

/** Whether a number can be spread over it: `平方米`, `10万人`, `人·月`, `班`. */
const isDivisor = (text: string): boolean =>
  text.split('·').every((part) => {
    const word = part.replace(/^(?:每|\d+)/, '');
    return isWord(word, true) || SHARED_OUT.has(word);
  });

/**
 * The unit that a text is, in half-width signs and else as written: `万元`, `%`, `元/平方米`; null for any other text.
 * `isCountable`: a word of number stands before it, so that words such as `所` are counting words.
 */
export function unitOf(text: string, isCountable = false): string | null {
  const unit = halfWidth(trimmed(text))
    .replace(/^人民币(?=[\u3400-\u9fff])/, '')
    .replace(/(?<=元)人民币$/, '');
  if (unit === '' || unit.length > LONGEST) return null;
  if (unit !== '人民币' && Object.hasOwn(MONEY_SIGNS, unit)) return MONEY_SIGNS[unit] ?? null;
  if (isWord(unit, isCountable) || LONE_POWERS.has(unit)) return unit;
  const [over = '', under = '', ...more] = unit.split('/').map(trimmed);
  return more.length === 0 && under !== '' && isWord(over, true) && isDivisor(under)
    ? `${over}/${under}`
    : null;
}

interface Bracketed {
  /** The label without its last brackets. */
  stem: string;
  inside: string;
}

function bracketed(label: string): Bracketed | null {
  const match = BRACKETED.exec(label);
  return match && { stem: match[1] ?? '', inside: trimmed(match[2] ?? '') };
}

const NUMBER_WORD = /(?:数|量|总计|合计|数目|年限|期限|工期|时长|年龄|寿命|周期)$/;

/** Money, lengths, weights, shares…: no counting words, which after a stroke are what is counted: `学校/所`, `年/月`. */
const isMeasure = (unit: string): boolean => MEASURES.has(unit) || MEASURES.has(withoutPower(unit));

/** `浓度mg` before `/L`: what is left of the stroke ends in a unit itself. */
const endsInUnit = (stem: string): boolean =>
  [...MEASURES, ...COUNTING].some(
    (unit) => stem.endsWith(unit) && (isChinese(unit) || !/[a-z]/i.test(stem.at(-unit.length - 1) ?? '')),
  );

function unitAfterStroke(label: string): string | null {
  const [, stem = '', tail = ''] = /^([^/／]+)[/／](.+)$/s.exec(label) ?? [];
  const unit = unitOf(tail);
  if (unit === null || endsInUnit(trimmed(stem))) return null;
  return isMeasure(unit) || unit.includes('/') ? unit : null;
}

/** `金额（万元）`, `金额（单位：万元）`, `占比%`, `长度/km`. */
function unitInLabel(label: string): string | null {
  const found = bracketed(label);
  if (found?.stem === '') return null;
  if (found) return unitOf(found.inside.replace(SAID, ''), NUMBER_WORD.test(found.stem));
  const sign = /[^\d.\s]\s*([%％‰])$/.exec(label)?.[1];
  return sign === undefined ? unitAfterStroke(label) : unitOf(sign);
}

/** The units of the lowest level of a header, where it has units and nothing else; none where it is not so. */
function unitLevel(header: readonly (readonly string[])[]): readonly (string | null)[] {
  const levels = header.filter((row) => row.some((cell) => trimmed(cell) !== ''));
  const last = levels.length > 1 ? (levels.at(-1) ?? []) : [];
  const inside = (cell: string): string =>
    bracketed(cell)?.stem === '' ? (bracketed(cell)?.inside ?? '') : cell;
  const units = last.map((cell) => unitOf(inside(trimmed(cell)).replace(SAID, ''), true));
  const isEvery = last.every((cell, i) => trimmed(cell) === '' || units[i] !== null);
  return isEvery ? units : [];
}

/** `泊位数（个）_总数`: the unit of a level above, where it can hold for what is named below. */
function unitOfLevels(label: string): string | null {
  const [last = '', ...above] = label.split('_').reverse();
  const unit = above.map((level) => unitInLabel(trimmed(level))).find((each) => each !== null) ?? null;
  return unit !== null && takesTableUnit(last, unit) ? unit : null;
}

/**
 * The unit that the header states of each column, null where it states none. Where labels differ in their brackets alone
 * and one pair of them holds no unit, the brackets tell kinds apart: `出口总额(人民币)`, `出口总额(美元)`.
 */
export function headerUnits(
  labels: readonly string[],
  header: readonly (readonly string[])[] = [],
): (string | null)[] {
  const level = unitLevel(header);
  const hasLevels = header.filter((row) => row.some((cell) => trimmed(cell) !== '')).length > 1;
  const units = labels.map(
    (label) => unitInLabel(trimmed(label)) ?? (hasLevels ? unitOfLevels(label) : null),
  );
  const stems = labels.map((label) => bracketed(trimmed(label))?.stem ?? '');
  const remarked = new Set(stems.filter((stem, i) => stem !== '' && units[i] === null));
  return units.map((unit, i) => level[i] ?? (remarked.has(stems[i] ?? '') ? null : unit));
}

/** Not `填报单位：…`. */
const STATED = /(?:^|[\s\u3000(（[【,，;；])(?:计量|金额|数量)?(?:单位|unit)\s*[:：]\s*(.+)$/isu;

/** The unit that a text says of a whole table: `单位：万元`. Null where it says none, or several. */
function statedUnit(text: string): string | null {
  const parts = (STATED.exec(text)?.[1] ?? '').split(/[\s\u3000)）\]】,，;；、。和及]+/);
  const [unit, ...more] = parts.map((part) => unitOf(part, true));
  return unit === undefined || more.some((other) => other !== null) ? null : unit;
}

/** The unit that a text above a table states for all of it: `单位：万元`, `各区财政收入（万元）`; null where none, or several. */
export function unitOfTitle(text: string): string | null {
  if (STATED.test(text)) return statedUnit(text);
  const title = bracketed(trimmed(text));
  const unit = title && title.stem !== '' ? unitOf(title.inside) : null;
  return unit !== null && isMeasure(unit) ? unit : null;
}

/** The unit that one of the labels states for the whole table, in the corner of the header. */
export const unitOfCorner = (labels: readonly string[]): string | null => {
  const [unit, ...more] = new Set(labels.map(statedUnit).filter((each) => each !== null));
  return more.length === 0 ? (unit ?? null) : null;
};

/** Columns of which nobody thinks when a unit is stated for the whole table. */
const OF_ITSELF =
  /年份|年度|^年$|^月$|月份|季度|序号|编号|编码|代码|电话|邮编|排名|位次|名次|等级|率$|比重|占比|比例|百分|指数|系数|倍数|增长|增速|增幅|同比|环比|%|％|‰|经度|纬度|坐标|^(?:id|no\.?|year|month|code|rank|lon|lng|lat)$|(?:_id|_no|_code|_year|rate|ratio|percent|index)$/i;
const COUNTED = /数$|数量|户$|个数|人次|频次|次数/;
const NO_MONEY = /人口|人员|职工|面积|长度|里程|产量|销量|重量|温度|年龄|天数|时长|时间|床位|车辆/;

/** Whether a unit that is stated for a whole table holds for the column of that label. */
export function takesTableUnit(label: string, unit: string): boolean {
  const stem = withoutPower(unit.split('/')[0] ?? '');
  if (label === '' || OF_ITSELF.test(label)) return false;
  if (MEASURES.has(stem) && COUNTED.test(label)) return false;
  return !(MONEY_UNITS.has(stem) && NO_MONEY.test(label));
}
