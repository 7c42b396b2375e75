import type { Translate } from '../../../locales/index.ts';
import { decimalsOf } from '../../design/chart/axes.tsx';
import type { Formatter } from '../../design/format.ts';
import type { ChartPoint } from '../../design/chart/chart.types.ts';
import { measureName, nameOf, type DrawnChart } from './chart-picture.ts';
import type { ChartField, ChartSpec } from './chart-spec.ts';

interface Wording {
  t: Translate;
  format: Formatter;
}

/** “各所在区的行数” */
export function chartTitle(spec: ChartSpec, fields: readonly ChartField[], t: Translate): string {
  const [x, y] = [nameOf(fields, spec.x), nameOf(fields, spec.y)];
  if (spec.kind === 'point') return t('look.title.point', { x, y });
  if (spec.kind === 'histogram') return t('look.title.histogram', { x });
  const what = measureName(spec, fields, t);
  if (spec.kind === 'share') return t('look.title.share', { x, what });
  const by = spec.cut === '' ? x : t('look.title.cut', { x, cut: t(`look.cut.${spec.cut}`) });
  return spec.group === ''
    ? t('look.title', { what, by })
    : t('look.title.grouped', { what, by, group: nameOf(fields, spec.group) });
}

const greatest = (points: readonly ChartPoint[]): ChartPoint | undefined =>
  points.reduce<ChartPoint | undefined>(
    (best, point) => (best && best.value >= point.value ? best : point),
    undefined,
  );

/** The sentence that a picture tells, of the figures that were drawn. */
export function chartSays(
  spec: ChartSpec,
  fields: readonly ChartField[],
  drawn: DrawnChart,
  words: Wording,
): string {
  const { t, format } = words;
  const { picture } = drawn;
  const points = picture.series.flatMap((series) =>
    series.points.map((point) => ({ ...point, label: [series.name, point.label].filter(Boolean).join(' ') })),
  );
  const most = greatest(points);
  if (!most) return t('look.says.nothing');
  if (spec.kind === 'point')
    return t('look.says.point', { count: points.length, x: picture.xName, y: picture.yName });
  const value = format.number(most.value, decimalsOf([most.value]));
  const what = measureName(spec, fields, t);
  if (spec.kind === 'histogram')
    return t('look.says.histogram', { x: picture.xName, label: most.label, value });
  const share =
    picture.total !== undefined && picture.total > 0 && spec.group === '' && spec.kind !== 'line'
      ? t('look.says.share', { share: format.percent(most.value / picture.total) })
      : '';
  const shown = picture.series[0]?.points.length ?? 0;
  const rest =
    drawn.groups !== null && drawn.groups > shown ? t('look.says.shown', { shown, all: drawn.groups }) : '';
  const left = drawn.left > 0 ? t('look.says.left', { left: drawn.left }) : '';
  return t('look.says.most', { what, label: most.label, value }) + share + t('look.says.stop') + rest + left;
}
