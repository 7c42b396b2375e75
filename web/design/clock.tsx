import { Cell } from './cell.tsx';
import styles from './clock.module.css';
import { classesOf } from './classes.ts';
import { cellsOf, standingOf, type ClockState } from './clock-cells.ts';
import { useFormat, useT } from './language.tsx';

const css = classesOf(styles);

export type { ClockState } from './clock-cells.ts';

/** What the cells show, in one sentence. */
function useClockSentence(clock: ClockState): string {
  const t = useT();
  const { limit, target = limit, used } = clock;
  return t(`design.clock.${standingOf(clock)}`, {
    limit,
    target,
    used,
    day: used + 1,
    left: limit - used - 1,
    past: used - target + 1,
    over: used - limit + 1,
  });
}

const ticks = (place: number, { limit, target }: ClockState): string =>
  css('day', place + 1 === target && target !== limit && 'target', place + 1 === limit && 'limit');

/** One cell a working day, green tick at the target, red at the law's limit; the sentence stands beside it. */
export function Clock({ words = true, ...clock }: ClockState & { words?: boolean }) {
  const sentence = useClockSentence(clock);
  return (
    <span className={css('clock')}>
      <span className={css('cells')} role="img" aria-label={sentence}>
        {cellsOf(clock).map((kind, place) => (
          <span key={place} className={ticks(place, clock)}>
            <Cell kind={kind} />
          </span>
        ))}
      </span>
      {words && (
        <span className={css('words')} aria-hidden="true">
          {sentence}
        </span>
      )}
    </span>
  );
}

const DAY_MS = 86_400_000;
const gapBefore = (dates: readonly string[], place: number): boolean => {
  const [before, here] = [dates[place - 1], dates[place]];
  return before !== undefined && here !== undefined && Date.parse(here) - Date.parse(before) > DAY_MS;
};

/** The large form: `dates` names each working day (YYYY-MM-DD); days off leave a gap. */
export function LargeClock({ dates, ...clock }: ClockState & { dates: readonly string[] }) {
  const t = useT();
  const format = useFormat();
  const sentence = useClockSentence(clock);
  const { limit, target = limit, used, state } = clock;
  const tickWords = (place: number): string | null => {
    const date = dates[place];
    if (date === undefined) return null;
    if (place + 1 === limit) return t('design.clock.limit-on', { date: format.day(date, new Date(date)) });
    return place + 1 === target
      ? t('design.clock.target-on', { date: format.day(date, new Date(date)) })
      : null;
  };
  return (
    <figure className={css('large')}>
      <ol className={css('days')} aria-hidden="true">
        {cellsOf(clock).map((kind, place) => (
          <li key={place} className={`${ticks(place, clock)} ${css(gapBefore(dates, place) && 'gap')}`}>
            <span className={css('tick')}>{tickWords(place)}</span>
            <Cell kind={kind} />
            <span className={css('date', place === used && 'now')}>
              {place === used && state === 'running'
                ? t('design.clock.today')
                : Number(dates[place]?.slice(8) ?? 0) || ''}
            </span>
          </li>
        ))}
      </ol>
      <figcaption>
        {sentence} <span className={css('key')}>{t('design.clock.key')}</span>
      </figcaption>
    </figure>
  );
}
