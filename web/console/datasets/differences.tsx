import type { ReactNode } from 'react';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { fieldChanges, partChanges, type FieldChange, type PartChange } from './entry-differences.ts';
import { usePartWords } from './entry-words.ts';
import styles from './datasets.module.css';

const css = classesOf(styles);

interface DifferencesProps {
  before: ListEntry | null;
  after: ListEntry;
  /** Over the two sides. */
  heads: readonly [string, string];
}

/** Only what differs, side by side: the elements, then the fields. */
export function Differences({ before, after, heads }: DifferencesProps) {
  const t = useT();
  const parts = partChanges(before, after);
  const fields = fieldChanges(before, after);
  if (parts.length === 0 && fields.length === 0) {
    return <p className={css('quiet')}>{t('console.difference.none')}</p>;
  }
  return (
    <DifferenceRows heads={heads}>
      {parts.map((change) => (
        <Part key={change.part} change={change} heads={heads} />
      ))}
      {fields.map((change) => (
        <FieldRow key={change.name} change={change} heads={heads} />
      ))}
    </DifferenceRows>
  );
}

type Heads = readonly [string, string];

/** Rows of two sides, with what stands over them. */
export function DifferenceRows({ heads, children }: { heads: Heads; children: ReactNode }) {
  return (
    <div className={css('differences')}>
      <div className={css('difference', 'difference-head')} aria-hidden="true">
        <span />
        <span>{heads[0]}</span>
        <span>{heads[1]}</span>
      </div>
      {children}
    </div>
  );
}

interface DifferenceRowProps {
  title: string;
  heads: Heads;
  before: readonly string[];
  after: readonly string[];
}

/** What differs in one place, one side beside the other. */
export function DifferenceRow({ title, heads, before, after }: DifferenceRowProps) {
  return (
    <section className={css('difference')} aria-label={title}>
      <h4 className={css('difference-name')}>{title}</h4>
      <Side head={heads[0]} texts={before} kind="before" />
      <Side head={heads[1]} texts={after} kind="after" />
    </section>
  );
}

function Part({
  change: { part, before, after },
  heads,
}: { change: PartChange } & Pick<DifferencesProps, 'heads'>) {
  const t = useT();
  const words = usePartWords();
  return (
    <DifferenceRow
      title={t(`console.entry.${part}`)}
      heads={heads}
      before={before.map((text) => words(part, text))}
      after={after.map((text) => words(part, text))}
    />
  );
}

function Side({ head, texts, kind }: { head: string; texts: readonly string[]; kind: 'before' | 'after' }) {
  const t = useT();
  return (
    <div className={css('side', kind)}>
      <span className={css('side-head')}>{head}</span>
      {texts.length === 0 ? (
        <span className={css('nothing')}>{t('console.difference.nothing')}</span>
      ) : (
        texts.map((text) => (
          <span key={text} className={css('side-text')}>
            {text}
          </span>
        ))
      )}
    </div>
  );
}

function FieldRow({ change, heads }: { change: FieldChange } & Pick<DifferencesProps, 'heads'>) {
  const t = useT();
  const words = usePartWords();
  const { kind, name, label, parts } = change;
  const title = t(`console.difference.field-${kind}`, { field: label || name });
  const say = (part: (typeof parts)[number]['part'], text: string): string[] => {
    if (text === '') return [];
    const said = part === 'type' ? words('type', text) : text;
    return [t('console.difference.part', { part: t(`console.field.${part}`), text: said })];
  };
  return (
    <DifferenceRow
      title={title}
      heads={heads}
      before={parts.flatMap(({ part, before }) => say(part, before))}
      after={parts.flatMap(({ part, after }) => say(part, after))}
    />
  );
}
