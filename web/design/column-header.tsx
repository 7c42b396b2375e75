import type { ReactNode } from 'react';
import styles from './column-header.module.css';
import { classesOf } from './classes.ts';
import { useFormat, useT } from './language.tsx';

const css = classesOf(styles);

/** What a version's profile knows of one column; counts are of rows. */
export interface ColumnFacts {
  rows: number;
  nulls: number;
  distinct: number;
  min: string | null;
  max: string | null;
  /** Equal-width bins from min to max. */
  histogram?: readonly number[];
  /** The commonest values, most common first. */
  top?: readonly { value: string; count: number }[];
}

const SHOWN_PARTS = 5;

function Histogram({ bins }: { bins: readonly number[] }) {
  const highest = Math.max(1, ...bins);
  return (
    <svg
      className={css('picture')}
      viewBox={`0 0 ${String(bins.length * 4)} 20`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path
        className={css('bars')}
        d={bins.map((count, place) => barPath(place, (count / highest) * 19)).join('')}
      />
      <path className={css('base')} d={`M0 19.5h${String(bins.length * 4)}`} />
    </svg>
  );
}

const barPath = (place: number, height: number): string =>
  height > 0 ? `M${String(place * 4)} 19.5v-${height.toFixed(1)}h3.4v${height.toFixed(1)}z` : '';

function Parts({ shares }: { shares: readonly number[] }) {
  return (
    <span className={css('parts')} aria-hidden="true">
      {shares.map((share, place) => (
        <span
          key={place}
          className={css(`part-${String(Math.min(place, SHOWN_PARTS - 1))}`)}
          style={{ flexGrow: share }}
        />
      ))}
    </span>
  );
}

/** Values as a picture: bins for numbers and dates, parts for few values, else how much of the column is filled. */
function Picture({ facts }: { facts: ColumnFacts }) {
  const { rows, nulls, distinct, histogram, top } = facts;
  if (histogram && histogram.length > 1) return <Histogram bins={histogram} />;
  if (top && top.length > 0 && distinct <= 20) {
    const shares = top.slice(0, SHOWN_PARTS).map(({ count }) => count);
    return <Parts shares={shares} />;
  }
  const filled = rows === 0 ? 0 : (rows - nulls) / rows;
  const unique = rows === 0 ? 0 : distinct / rows;
  return (
    <span className={css('filled')} aria-hidden="true">
      <span className={css('filled-part')} style={{ inlineSize: `${String(filled * 100)}%` }}>
        <span
          className={css('unique-part')}
          style={{ inlineSize: `${String(filled === 0 ? 0 : (unique / filled) * 100)}%` }}
        />
      </span>
    </span>
  );
}

function useStatistic({ rows, nulls, distinct, min, max, top }: ColumnFacts, ordered: boolean): string {
  const t = useT();
  const format = useFormat();
  const first = top?.[0];
  if (rows - nulls === 0) return t('design.column.all-empty');
  if (ordered && min !== null && max !== null)
    return min === max ? min : t('design.column.range', { min, max });
  if (first && distinct <= 20) return `${first.value} ${format.percent(first.count / rows, 0)}`;
  return t('design.column.distinct', { count: distinct });
}

interface ColumnHeaderProps {
  label: string;
  /** The field's type in words; its unit follows. */
  type: string;
  unit?: string | undefined;
  /** Whether least and greatest say more than how many different values there are. */
  ordered: boolean;
  facts?: ColumnFacts | undefined;
  /** Sort links, flags. */
  children?: ReactNode;
}

/** Name, type, a picture of the values, one statistic, nulls. Stands inside a table's head cell. */
export function ColumnHeader({ label, type, unit, ordered, facts, children }: ColumnHeaderProps) {
  const t = useT();
  return (
    <span className={css('header')}>
      <b className={css('label')}>{label}</b>
      <span className={css('type')}>{unit ? t('design.column.type-unit', { type, unit }) : type}</span>
      {facts && <Facts facts={facts} ordered={ordered} />}
      {children}
    </span>
  );
}

function Facts({ facts, ordered }: { facts: ColumnFacts; ordered: boolean }) {
  const t = useT();
  const format = useFormat();
  const statistic = useStatistic(facts, ordered);
  const { rows, nulls } = facts;
  return (
    <>
      <Picture facts={facts} />
      <span className={css('fact')}>{statistic}</span>
      <span className={css('fact')}>
        {nulls === 0
          ? t('design.column.no-nulls')
          : t('design.column.nulls', { share: format.percent(rows === 0 ? 0 : nulls / rows), count: nulls })}
      </span>
    </>
  );
}
