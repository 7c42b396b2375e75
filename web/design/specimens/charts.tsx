import { Chart } from '../chart/chart.tsx';
import type { ChartPicture } from '../chart/chart.types.ts';
import { classesOf } from '../classes.ts';
import styles from './specimens.module.css';

const css = classesOf(styles);

const DISTRICTS = [
  { label: '浦东新区', value: 3120 },
  { label: '闵行区', value: 1780 },
  { label: '徐汇区', value: 1480 },
];
const MONTHS = ['2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11'];
const line = (name: string, values: readonly number[]) => ({
  name,
  points: MONTHS.map((label, place) => ({ label, value: values[place] ?? 0, at: place })),
});

const PICTURES: readonly (readonly [string, ChartPicture])[] = [
  [
    '泊位最多的是浦东新区，为3,120。',
    { kind: 'bar', series: [{ name: '', points: DISTRICTS }], xName: '所在区', yName: '泊位' },
  ],
  [
    '工作日的客流在11月最高，为62。',
    {
      kind: 'line',
      series: [line('工作日', [48, 51, 55, 54, 58, 62]), line('周末', [40, 47, 52, 44, 46, 43])],
      xName: '月份',
      yName: '客流（万人次）',
    },
  ],
  [
    '浦东新区占四成多。',
    { kind: 'share', series: [{ name: '', points: DISTRICTS }], xName: '所在区', yName: '泊位', total: 7000 },
  ],
];

/** Every series also has its own shape; the sentence says what the picture tells. */
export const Charts = () => (
  <div className={css('stack')}>
    {PICTURES.map(([says, picture]) => (
      <Chart key={says} chart={picture} says={says} />
    ))}
  </div>
);
