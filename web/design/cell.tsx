import styles from './cell.module.css';
import { classesOf } from './classes.ts';

const css = classesOf(styles);

/**
 * How much is given, used or left. Shape says it first: full, half, hollow, dashed, hatched, pierced; colour second.
 * `used` and `today` are ink, `late` hatched ochre, `over` pierced red, `spare` sunk, `left` hollow, `done` green.
 */
export const CELL_KINDS = [
  'used',
  'today',
  'late',
  'today-late',
  'today-due',
  'over',
  'paused',
  'spare',
  'left',
  'done',
  'missed',
  'volume-1',
  'volume-2',
  'volume-3',
  'volume-4',
] as const;
export type CellKind = (typeof CELL_KINDS)[number];

/** One day, one case or one step. Silent: whatever holds the cells says what they show. */
export function Cell({ kind }: { kind: CellKind }) {
  return <span className={css('cell', kind)} />;
}

/** A row of cells that reads as one picture with one sentence. */
export function Cells({
  kinds,
  label,
  small,
}: {
  kinds: readonly CellKind[];
  label: string;
  small?: boolean;
}) {
  return (
    <span className={css('cells', small && 'small')} role="img" aria-label={label}>
      {kinds.map((kind, place) => (
        <Cell key={place} kind={kind} />
      ))}
    </span>
  );
}

const TEN = 10;

/** Ten cells and the number; ochre under 90. `score` is 0 to 100. */
export function QualityBar({ score, label }: { score: number; label: string }) {
  const full = Math.round(score / TEN);
  const kind: CellKind = score < 90 ? 'late' : 'used';
  const kinds = Array.from({ length: TEN }, (_, place): CellKind => (place < full ? kind : 'spare'));
  return (
    <span className={css('quality')}>
      <Cells kinds={kinds} label={label} small />
      <b aria-hidden="true">{Math.round(score)}</b>
    </span>
  );
}
