import { decimalsOf } from '../../design/chart/axes.tsx';
import type { ChartPicture } from '../../design/chart/chart.types.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';

interface Line {
  label: string;
  values: (number | undefined)[];
}

/** More are nobody's to read; all of them are in the CSV. */
const MOST_LINES = 60;

/** The figures of a picture in its order, of points the largest first. */
function linesOf({ kind, series }: ChartPicture): Line[] {
  const lines = new Map<string, Line>();
  for (const [which, { points }] of series.entries()) {
    for (const { label, value, size } of points) {
      const line = lines.get(label) ?? { label, values: series.map(() => undefined) };
      line.values[which] = kind === 'point' ? size : value;
      lines.set(label, line);
    }
  }
  const found = [...lines.values()];
  return kind === 'point' ? found.sort((a, b) => (b.values[0] ?? 0) - (a.values[0] ?? 0)) : found;
}

/** What the picture shows, as a table. */
export function ChartTable({ picture, caption }: { picture: ChartPicture; caption: string }) {
  const t = useT();
  const format = useFormat();
  const all = linesOf(picture);
  const lines = all.slice(0, MOST_LINES);
  const decimals = decimalsOf(picture.series.flatMap(({ points }) => points.map(({ value }) => value)));
  const measured = picture.kind === 'point' ? t('look.measure.rows') : picture.yName;
  const columns: Column<Line>[] = [
    {
      key: 'label',
      head: picture.kind === 'point' ? t('look.spot', { x: picture.xName, y: picture.yName }) : picture.xName,
      cell: ({ label }) => label,
    },
    ...picture.series.map(({ name }, which) => ({
      key: `value-${String(which)}`,
      head: name === '' ? measured : format.beside(name, measured),
      numeric: true,
      cell: ({ values }: Line) => {
        const value = values[which];
        return value === undefined ? '—' : format.number(value, picture.kind === 'point' ? 0 : decimals);
      },
    })),
    ...(picture.total !== undefined &&
    picture.total > 0 &&
    picture.series.length === 1 &&
    picture.kind !== 'point'
      ? [
          {
            key: 'share',
            head: t('look.share'),
            numeric: true,
            cell: ({ values: [value] }: Line) =>
              value === undefined ? '' : format.percent(value / (picture.total ?? 1)),
          },
        ]
      : []),
  ];
  return (
    <Table caption={caption} captionUnseen columns={columns} rows={lines} rowKey={({ label }) => label} />
  );
}
