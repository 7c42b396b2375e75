import styles from './class-bar.module.css';
import { classesOf } from './classes.ts';
import { useFormat, useT } from './language.tsx';

const css = classesOf(styles);

const CLASSES = ['unconditional', 'conditional', 'closed'] as const;

/** How open a group is: full, half and hollow lengths as the marks of the classes; `most` is the longest of its column. */
export function ClassBar({
  counts,
  most,
}: {
  counts: Readonly<Record<(typeof CLASSES)[number], number>>;
  most: number;
}) {
  const t = useT();
  const format = useFormat();
  const label = format.list(
    CLASSES.filter((kind) => counts[kind] > 0).map(
      (kind) => `${t(`design.class.${kind}`)} ${format.number(counts[kind])}`,
    ),
  );
  return (
    <span className={css('bar')} role="img" aria-label={label}>
      {CLASSES.map((kind) =>
        counts[kind] > 0 ? (
          <span
            key={kind}
            className={css('part', kind)}
            style={{ inlineSize: `${String(Math.max(3, Math.round((counts[kind] / most) * 1000) / 10))}%` }}
          />
        ) : null,
      )}
    </span>
  );
}
