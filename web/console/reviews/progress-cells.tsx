import type { Progress } from '../../../rules/reviews/reviews.operations.ts';
import { Cells, type CellKind } from '../../design/cell.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';

const css = classesOf(styles);
const TEN = 10;

/** Ten cells: confirmed, waiting for a reviewer, not assessed yet; full only when everything is. */
function cellsOf({ total, confirmed, prepared }: Progress): CellKind[] {
  const done = total === 0 ? TEN : Math.floor((confirmed / total) * TEN);
  const begun = total === 0 ? TEN : Math.floor(((confirmed + prepared) / total) * TEN);
  return Array.from({ length: TEN }, (_, place) => (place < done ? 'done' : place < begun ? 'used' : 'left'));
}

/** How far a review has come, as cells and as numbers. */
export function ProgressCells({ progress }: { progress: Progress }) {
  const t = useT();
  const { total, confirmed } = progress;
  return (
    <span className={css('name-cell')}>
      <Cells kinds={cellsOf(progress)} label={t('review.progress-said', { total, confirmed })} small />
      <span aria-hidden="true">{t('review.progress-words', { total, confirmed })}</span>
    </span>
  );
}
