import type { ListEntry } from '../../rules/datasets/list-entry.schema.ts';
import type { Random } from '../random.ts';

export interface FieldSpec {
  label: string;
  description: string;
  /** The text of a cell; `row` counts from 0, `version` from 0 (the oldest). */
  cell: (at: { row: number; version: number; random: Random; day: string }) => string;
}

/** How far a dataset of the demonstration has come; `updating` is open, with one more version that waits for its reviewer. */
export type Fate =
  | 'open'
  | 'drafted'
  | 'prepared'
  | 'submitted'
  | 'returned'
  | 'listed'
  | 'updating'
  | 'suspended'
  | 'withdrawn';

export interface DatasetSpec {
  body: string;
  file: string;
  /** CSV in that encoding, or a GeoJSON file. */
  encoding: 'utf-8' | 'utf-8-bom' | 'gb18030' | 'geojson';
  rows: number;
  /** How many versions; the newest is `ageDays` old, they lie `everyDays` apart. */
  versions: number;
  everyDays: number;
  ageDays: number;
  fate: Fate;
  entry: Pick<
    ListEntry,
    'name' | 'summary' | 'domain' | 'keywords' | 'timeCoverage' | 'area' | 'relations' | 'updateFrequency'
  > &
    Partial<Pick<ListEntry, 'openClass' | 'conditions' | 'materials' | 'explanation' | 'grade'>>;
  fields: readonly FieldSpec[];
}

export const field = (label: string, description: string, cell: FieldSpec['cell']): FieldSpec => ({
  label,
  description,
  cell,
});

const DISTRICTS = [
  '黄浦区',
  '徐汇区',
  '长宁区',
  '静安区',
  '普陀区',
  '虹口区',
  '杨浦区',
  '浦东新区',
  '闵行区',
  '宝山区',
  '嘉定区',
  '松江区',
] as const;
const ROADS = [
  '龙漕路',
  '漕溪路',
  '宜山路',
  '大连路',
  '江湾路',
  '曹杨路',
  '武宁路',
  '延吉路',
  '七莘路',
  '沪闵路',
  '锦绣路',
  '张扬路',
] as const;

export const district = field('所在区', '所在的行政区', ({ random }) => random.pick(DISTRICTS));
export const address = field(
  '地址',
  '门牌地址',
  ({ random }) => `${random.pick(ROADS)}${random.integer(1, 1999)}号`,
);
export const number = (label: string, description: string, least: number, most: number): FieldSpec =>
  field(label, description, ({ random }) => String(random.integer(least, most)));
export const amount = (label: string, description: string, least: number, most: number): FieldSpec =>
  field(label, description, ({ random }) => (least + random.next() * (most - least)).toFixed(2));
export const day = (label: string, description: string): FieldSpec =>
  field(label, description, (at) => at.day);
/** Codes keep their leading zeros: they are text. */
export const code = (label: string, description: string, prefix: string, digits = 5): FieldSpec =>
  field(label, description, ({ row }) => `${prefix}${String(row + 1).padStart(digits, '0')}`);
/** Points within the city, as GeoJSON writes their coordinates. */
export const point = (description: string): FieldSpec =>
  field('geometry', description, ({ random }) =>
    JSON.stringify([
      Number((121.2 + random.next() * 0.5).toFixed(6)),
      Number((31 + random.next() * 0.4).toFixed(6)),
    ]),
  );
export const oneOf = (label: string, description: string, values: readonly string[]): FieldSpec =>
  field(label, description, ({ random }) => random.pick(values));
