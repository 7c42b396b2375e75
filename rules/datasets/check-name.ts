import type { Finding } from '../findings/finding.schema.ts';
import { abbreviationsIn, explains } from './abbreviations.ts';
import type { ListEntry } from './list-entry.schema.ts';

type Named = Pick<ListEntry, 'name' | 'summary' | 'timeCoverage' | 'area' | 'updateFrequency'>;

const YEAR = /(?:19|20)\d{2}|年度|历年|近\S{1,2}年|实时/;
const WHOLE = /全市|全区|全域|本市|全国|全省/;

const advice = (code: string, pointer: string, args: Finding['args'], provision = 'xz-9-1'): Finding => ({
  code,
  pointer,
  args,
  provision,
  blocks: false,
});

/**
 * What a name should show and does not (`xz-9-1`: time and area; `xz-9-2`: no unexplained short form). All of it is
 * advice: whether a name is good, and shows the key fields, a person judges.
 */
export function adviseName(entry: Named): Finding[] {
  const name = entry.name.trim();
  if (name === '') return [];
  return [...adviseTime(name, entry), ...adviseArea(name, entry), ...adviseForms(name, entry)];
}

function adviseTime(name: string, { timeCoverage, updateFrequency }: Named): Finding[] {
  const [year] = /(?:19|20)\d{2}/.exec(timeCoverage) ?? [];
  // A dataset that goes on being updated is named by no year.
  if (year === undefined || updateFrequency !== 'static' || YEAR.test(name)) return [];
  return [advice('name-without-time', '/name', { time: timeCoverage.trim() })];
}

/** A part of a district: “外滩街道”, “堡镇”, “南京东路”; not “乡镇”, “道路”. */
const SMALLER =
  /\p{Script=Han}{2}街道|^\p{Script=Han}{1,4}(?<![城乡村集小古各])镇|^\p{Script=Han}{2,4}(?<![道公铁线网])路(?![段网况灯面桥口])/u;
const CITY = /^(?:上海|重庆)市?/;

/** “徐汇区” is shown by “徐汇”. */
const stem = (area: string): string =>
  area
    .replace(/^上海市?|^重庆市?/, '')
    .replace(/(?:新区|区|县|镇|街道|乡)$/, '')
    .trim();

function adviseArea(name: string, { area }: Named): Finding[] {
  const part = stem(area.trim());
  if (part.length < 2 || part.length > 8 || WHOLE.test(area) || /[、,，;；/]/.test(area)) return [];
  if (name.includes(part) || SMALLER.test(name)) return [];
  const [city] = CITY.exec(name) ?? [];
  return city
    ? [advice('name-against-area', '/name', { named: city, area: area.trim() })]
    : [advice('name-without-area', '/name', { area: area.trim() })];
}

/** “生态环境状况指数EI” says what it stands for. */
const namesItself = (name: string, word: string): boolean =>
  name.endsWith(word) &&
  /(?:指数|指标|系数|系统|平台|网络|协议|标准)$/.test(name.slice(0, -word.length).trim());

function adviseForms(name: string, { summary }: Named): Finding[] {
  return abbreviationsIn(name)
    .filter((word) => !explains(summary, word) && !explains(name, word) && !namesItself(name, word))
    .map((word) => advice('name-abbreviation', '/name', { word }, 'xz-9-2'));
}
