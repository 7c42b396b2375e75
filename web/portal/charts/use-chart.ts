import { useFormat, useT } from '../../design/language.tsx';
import type { Attempt } from '../../app/problem-view.ts';
import { drawnChart, type Counted, type DrawnChart } from './chart-picture.ts';
import type { ChartField, ChartSpec } from './chart-spec.ts';
import { chartSays, chartTitle } from './chart-words.ts';

/** A picture with its words in the reader's language. */
export interface WordedChart {
  drawn: DrawnChart;
  title: string;
  says: string;
}

/** null where there is nothing to draw, or it could not be counted. */
export function useChart(
  spec: ChartSpec | null,
  fields: readonly ChartField[],
  counted: Attempt<Counted> | null,
): WordedChart | null {
  const t = useT();
  const format = useFormat();
  if (!spec || counted?.ok !== true) return null;
  const drawn = drawnChart(spec, fields, counted.value, { t, number: format.number });
  return { drawn, title: chartTitle(spec, fields, t), says: chartSays(spec, fields, drawn, { t, format }) };
}
