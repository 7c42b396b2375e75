import { classesOf } from '../classes.ts';
import styles from './chart.module.css';
import type { ChartPicture } from './chart.types.ts';
import { Drawing } from './drawing.tsx';
import { Swatch } from './series-look.tsx';

const css = classesOf(styles);
const WIDE = 720;
const NARROW = 340;

interface ChartProps {
  chart: ChartPicture;
  /** One sentence: what the picture tells. It also stands above it. */
  says: string;
}

/** A picture of data with the sentence that it tells; drawn twice, so that words stay as large on a phone. */
export function Chart({ chart, says }: ChartProps) {
  const { kind, series } = chart;
  return (
    <figure className={css('chart')} data-chart="">
      <figcaption className={css('says')}>{says}</figcaption>
      {series.length > 1 && (
        <ul className={css('key')}>
          {series.map(({ name }, which) => (
            <li key={name}>
              <Swatch series={which} line={kind === 'line'} /> {name}
            </li>
          ))}
        </ul>
      )}
      <Drawing chart={chart} width={WIDE} label={says} className={css('wide')} />
      <Drawing chart={chart} width={NARROW} label={says} className={css('narrow')} />
    </figure>
  );
}
