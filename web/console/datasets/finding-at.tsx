import { createContext, useContext, type ReactNode } from 'react';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { useFindingWords } from '../../app/finding-words.ts';
import styles from './datasets.module.css';

const css = classesOf(styles);

/** Everything found in the entry that is being written. */
export const FoundInEntry = createContext<readonly Finding[]>([]);

/** Where the control of a pointer stands on the page: `/fields/3/description` → `entry-fields-3-description` */
export const anchorOf = (pointer: string): string => `entry${pointer.replaceAll('/', '-')}`;
export const anchorOfFinding = ({ pointer }: Finding): string => `#${anchorOf(pointer)}`;

/** What was found at one place, with its provision; nothing where nothing was. */
export function FindingsAt({ pointer }: { pointer: string }) {
  const words = useFindingWords();
  const here = useContext(FoundInEntry).filter((finding) => finding.pointer === pointer);
  return here.map((finding) => (
    <span key={finding.code} className={css('finding')}>
      {words(finding)} <ProvisionLink id={finding.provision} />
    </span>
  ));
}

/** A control's hint with what was found there. */
export const HintAt = ({ pointer, children }: { pointer: string; children?: ReactNode }) => (
  <>
    {children && <span className={css('hint')}>{children}</span>}
    <FindingsAt pointer={pointer} />
  </>
);

/** Gives a control its place, so that the list of what is missing can lead to it. */
export const Place = ({ pointer, children }: { pointer: string; children: ReactNode }) => (
  <div id={anchorOf(pointer)} className={css('place')}>
    {children}
  </div>
);
