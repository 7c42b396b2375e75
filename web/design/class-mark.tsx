import type { ReactNode } from 'react';
import styles from './class-mark.module.css';
import { classesOf } from './classes.ts';
import { useT } from './language.tsx';

const css = classesOf(styles);

export const CLASS_MARKS = ['unconditional', 'conditional', 'closed', 'suspended', 'static'] as const;
export type ClassMarkKind = (typeof CLASS_MARKS)[number];

const FIGURES: Record<ClassMarkKind, ReactNode> = {
  unconditional: <path d="M1 1h14v14H1z" fill="currentColor" />,
  conditional: (
    <>
      <path d="M2 2h12v12H2z" />
      <path d="M2 8h12v6H2z" fill="currentColor" />
    </>
  ),
  closed: <path d="M2 2h12v12H2zM3.5 12.5l9-9" />,
  suspended: <path d="M2 2h12v12H2zM6 5.5v5M10 5.5v5" />,
  static: <path d="M1 1h14v14H1z" fill="currentColor" />,
};

/** The square that says how open a thing is, alone; words must stand beside it. */
export function ClassSquare({ kind }: { kind: ClassMarkKind }) {
  return (
    <svg className={css('square', kind)} viewBox="0 0 16 16" aria-hidden="true">
      {FIGURES[kind]}
    </svg>
  );
}

/** Full: unconditional; half: conditional; slash: closed; two bars: suspended; grey full: static. With its words. */
export function ClassMark({ kind }: { kind: ClassMarkKind }) {
  const t = useT();
  return (
    <span className={css('mark', kind)}>
      <ClassSquare kind={kind} />
      {t(`design.class.${kind}`)}
    </span>
  );
}
