import styles from './freshness.module.css';
import { classesOf } from './classes.ts';
import { useFormat, useT } from './language.tsx';

const css = classesOf(styles);

export const FRESHNESS_KINDS = [
  'volume-1',
  'volume-2',
  'volume-3',
  'volume-4',
  'late',
  'missed',
  'none',
  'future',
] as const;
/** On time by volume, late, missed, not due, or still to come. */
export type FreshnessKind = (typeof FRESHNESS_KINDS)[number];

export interface FreshDay {
  /** YYYY-MM-DD */
  date: string;
  kind: FreshnessKind;
  /** The version of that day. */
  href?: string;
}

const STEP = 12;
const SIDE = 10;
/** Of a strip of many days, in a table. */
const NARROW = { step: 6, side: 5 };
const WEEK = 7;

interface Spot {
  day: FreshDay;
  x: number;
  y: number;
}

/** Monday is 0. */
const weekday = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % WEEK;

function spotsOf(days: readonly FreshDay[], rows: number, top: number, step: number): Spot[] {
  const lead = rows === WEEK && days[0] ? weekday(days[0].date) : 0;
  return days.map((day, index) => ({
    day,
    x: Math.floor((index + lead) / rows) * step,
    y: top + ((index + lead) % rows) * STEP,
  }));
}

/** One path per kind keeps a year of days under 3 kB. */
function pathOf(spots: readonly Spot[], kind: FreshnessKind, side: number): string {
  const inset = kind === 'missed' ? 1 : 0.5;
  const length = side - 2 * inset;
  const height = SIDE - 2 * inset;
  return spots
    .filter(({ day }) => day.kind === kind)
    .map(
      ({ x, y }) =>
        `M${String(x + inset)} ${String(y + inset)}h${String(length)}v${String(height)}h-${String(length)}z`,
    )
    .join('');
}

/** What is late is hatched, too: the colour of it is near to that of a condition. */
const hatchOf = (spots: readonly Spot[], side: number): string =>
  spots
    .filter(({ day }) => day.kind === 'late')
    .map(
      ({ x, y }) =>
        `M${String(x + 0.5)} ${String(y + SIDE - 0.5)}L${String(x + side - 0.5)} ${String(y + 0.5)}`,
    )
    .join('');

function MonthLabels({ spots }: { spots: readonly Spot[] }) {
  const t = useT();
  const firsts = spots.filter(({ day }) => day.date.endsWith('-01'));
  return firsts.map(({ day, x }) => (
    <text key={day.date} className={css('month')} x={x} y={10}>
      {t('design.month', { month: Number(day.date.slice(5, 7)) })}
    </text>
  ));
}

interface Shown {
  days: readonly FreshDay[];
  /** One sentence: what the picture tells. */
  label: string;
}

function Picture({
  days,
  label,
  rows,
  top,
  narrow,
}: Shown & { rows: number; top: number; narrow?: boolean }) {
  const format = useFormat();
  const { step, side } = narrow ? NARROW : { step: STEP, side: SIDE };
  const spots = spotsOf(days, rows, top, step);
  const width = (spots.at(-1)?.x ?? 0) + step;
  const height = top + rows * STEP;
  return (
    <svg
      className={css('picture')}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      style={{ inlineSize: `${String(width / 16)}rem` }}
      role="img"
      aria-label={label}
    >
      {top > 0 && <MonthLabels spots={spots} />}
      {FRESHNESS_KINDS.map((kind) => (
        <path key={kind} className={css(kind)} d={pathOf(spots, kind, side)} />
      ))}
      <path className={css('hatch')} d={hatchOf(spots, side)} />
      {spots.map(({ day, x, y }) =>
        day.href ? (
          <a key={day.date} href={day.href} tabIndex={-1} aria-hidden="true">
            <rect className={css('touch')} x={x - 1} y={y - 1} width={STEP} height={STEP}>
              <title>{format.date(day.date)}</title>
            </rect>
          </a>
        ) : null,
      )}
    </svg>
  );
}

const KEY_KINDS = ['volume-3', 'late', 'missed', 'none'] as const;

/** What the cells of these days mean. */
function FreshnessKey({ days }: Pick<Shown, 'days'>) {
  const t = useT();
  const shown = new Set(days.map(({ kind }) => (kind.startsWith('volume-') ? 'volume-3' : kind)));
  return (
    <ul className={css('key')}>
      {KEY_KINDS.filter((kind) => shown.has(kind)).map((kind) => (
        <li key={kind}>
          <svg className={css('sample')} viewBox="0 0 10 10" aria-hidden="true">
            <path className={css(kind)} d="M.5.5h9v9h-9z" />
            {kind === 'late' && <path className={css('hatch')} d="M.5 9.5L9.5.5" />}
          </svg>
          {t(`design.fresh.${kind}`)}
        </li>
      ))}
      <li>{t('design.fresh.key')}</li>
    </ul>
  );
}

/** A year of days in weeks; on narrow pages the latest weeks remain. The days are also in the list of versions. */
export function FreshnessCalendar({ days, label }: Shown) {
  return (
    <figure className={css('calendar')}>
      <div className={css('window')}>
        <Picture days={days} label={label} rows={WEEK} top={16} />
      </div>
      <figcaption>
        <FreshnessKey days={days} />
      </figcaption>
    </figure>
  );
}

/** The last weeks in one row, for lists; `narrow` ones hold as many days twice. */
export function FreshnessStrip({ days, label, narrow }: Shown & { narrow?: boolean }) {
  return (
    <span className={css('window', 'strip')}>
      <Picture days={days} label={label} rows={1} top={0} {...(narrow && { narrow })} />
    </span>
  );
}
