import { classesOf } from '../classes.ts';
import { ColumnHeader, type ColumnFacts } from '../column-header.tsx';
import { Digits } from '../facts.tsx';
import { ClassBar } from '../class-bar.tsx';
import { FRESHNESS_KINDS, FreshnessCalendar, FreshnessStrip, type FreshDay } from '../freshness.tsx';
import { LengthBar, Sparkline } from '../sparkline.tsx';
import { Table, type Column } from '../table.tsx';
import styles from './specimens.module.css';

const css = classesOf(styles);

interface CarPark {
  id: string;
  name: string;
  bays: number;
  kind: string;
}

const ROWS: readonly CarPark[] = [
  { id: '310104-0218', name: '徐家汇中心地下停车库', bays: 1862, kind: '商业配建' },
  { id: '310104-0007', name: '漕溪北路公共停车场', bays: 214, kind: '路外公共' },
];
const FACTS: ColumnFacts = { rows: 12806, nulls: 0, distinct: 12806, min: null, max: null };
const BINS = [3, 8, 14, 12, 9, 6, 5, 3, 2, 2, 1, 1];
const KINDS = [
  { value: '路外公共', count: 7800 },
  { value: '商业配建', count: 3000 },
  { value: '其他', count: 2006 },
];

const COLUMNS: readonly Column<CarPark>[] = [
  {
    key: 'id',
    head: <ColumnHeader label="停车场编号" type="文本" ordered={false} facts={FACTS} />,
    cell: ({ id }) => id,
  },
  {
    key: 'name',
    head: (
      <ColumnHeader
        label="停车场名称"
        type="文本"
        ordered={false}
        facts={{ ...FACTS, distinct: 8000, nulls: 900 }}
      />
    ),
    cell: ({ name }) => name,
  },
  {
    key: 'bays',
    head: (
      <ColumnHeader
        label="泊位总数"
        type="整数"
        unit="个"
        ordered
        facts={{ ...FACTS, min: '2', max: '3,024', histogram: BINS }}
      />
    ),
    cell: ({ bays }) => <Digits value={bays} />,
    numeric: true,
  },
  {
    key: 'kind',
    head: (
      <ColumnHeader label="类型" type="文本" ordered={false} facts={{ ...FACTS, distinct: 4, top: KINDS }} />
    ),
    cell: ({ kind }) => kind,
  },
];

export const Sheet = () => (
  <Table caption="预览" captionUnseen sheet rows={ROWS} rowKey={({ id }) => id} columns={COLUMNS} />
);

const DAY_MS = 86_400_000;

/** A made-up year: every 37th day late, every 61st missed, weekends not due. */
function exampleDays(count: number): FreshDay[] {
  const last = Date.UTC(2026, 10, 20);
  return Array.from({ length: count }, (_, place) => {
    const kind =
      FRESHNESS_KINDS[place % 37 === 0 ? 4 : place % 61 === 0 ? 5 : place % 7 > 4 ? 6 : (place * 7) % 4];
    const date = new Date(last - (count - 1 - place) * DAY_MS).toISOString().slice(0, 10);
    return { date, kind: kind ?? 'none' };
  });
}

export const Freshness = () => (
  <div className={css('stack')}>
    <FreshnessCalendar days={exampleDays(364)} label="近52周，按时更新99.5%，迟到10天，未更新6天" />
    <FreshnessStrip days={exampleDays(28)} label="近28天，迟到1天" />
    <FreshnessStrip narrow days={exampleDays(84)} label="近84天，迟到3天" />
    <Sparkline values={[3, 5, 4, 8, 7, 9, 12]} label="近7天，最近一天12次" />
    <LengthBar share={0.62} />
    <ClassBar counts={{ unconditional: 12, conditional: 5, closed: 2 }} most={20} />
  </div>
);
