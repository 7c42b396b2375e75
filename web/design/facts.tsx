import type { ReactNode } from 'react';
import { PROVISIONS, type Provision } from '../../rules/provisions/provisions.ts';
import styles from './facts.module.css';
import { classesOf } from './classes.ts';
import { useFormat, useLanguage, useT } from './language.tsx';

const css = classesOf(styles);

export interface Fact {
  term: string;
  value: ReactNode;
}

/** Pairs of a name and what is known. `row` puts them side by side under an ink line. */
export function DefinitionList({ facts, row }: { facts: readonly Fact[]; row?: boolean }) {
  return (
    <dl className={css('facts', row && 'row')}>
      {facts.map(({ term, value }) => (
        <div key={term} className={css('fact')}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const isProvision = (id: string): id is Provision => id in PROVISIONS;

/** The rule that something rests on, quietly: “依据：实施细则第十一条”. Unknown ids are shown as they are. */
export function ProvisionLink({ id }: { id: string }) {
  const t = useT();
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  if (!isProvision(id))
    return <span className={css('provision')}>{t('design.basis', { provision: id })}</span>;
  const { [language]: name, gist } = PROVISIONS[id];
  return (
    <a className={css('provision')} href={`/about#${id}`} title={gist[language]}>
      {t('design.basis', { provision: name })}
    </a>
  );
}

/** A moment for people, machine-readable beneath; times in +08:00. */
export function Time({ at, show = 'date' }: { at: string; show?: 'date' | 'date-time' | 'day' }) {
  const format = useFormat();
  const text = show === 'date' ? format.date(at) : show === 'day' ? format.day(at) : format.dateTime(at);
  return <time dateTime={at}>{text}</time>;
}

/** A size in bytes for people. */
export const Bytes = ({ count }: { count: number }) => (
  <span className={css('nowrap')}>{useFormat().bytes(count)}</span>
);

/** A count with thousands parted. */
export const Digits = ({ value }: { value: number }) => (
  <span className={css('nowrap')}>{useFormat().number(value)}</span>
);
