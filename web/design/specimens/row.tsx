import type { ReactNode } from 'react';
import { classesOf } from '../classes.ts';
import styles from './specimens.module.css';

const css = classesOf(styles);

/** One state: its name and how it looks. */
export const Row = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className={css('row')}>
    <span className={css('row-name')}>{name}</span>
    <div className={css('flow')}>{children}</div>
  </div>
);
