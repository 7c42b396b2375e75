import type { ReactNode } from 'react';
import {
  OPEN_CLASSES,
  UPDATE_FREQUENCIES,
  type ListEntry,
  type OpenClass,
} from '../../../rules/datasets/list-entry.schema.ts';
import { usePage } from '../../app/page.tsx';
import { profileOf } from '../../app/profile.ts';
import { ClassMark } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { RadioGroup, Select, TextArea, TextField } from '../../design/field.tsx';
import { useLanguage, useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import styles from './datasets.module.css';
import { HintAt, Place } from './finding-at.tsx';

const css = classesOf(styles);

/** What the data is: name, summary, domain, time, area, relations, how often (`xz-9`). */
export function AboutPart({ entry, similar }: { entry: ListEntry; similar: ReactNode }) {
  const t = useT();
  return (
    <Part title={t('console.entry.about')}>
      <div className={css('grid')}>
        <Text entry={entry} part="name" wide />
        {similar}
        <Place pointer="/summary">
          <TextArea
            label={t('console.entry.summary')}
            hint={<HintAt pointer="/summary">{t('console.entry.summary-hint')}</HintAt>}
            name="summary"
            defaultValue={entry.summary}
            rows={3}
          />
        </Place>
        <Domain domain={entry.domain} />
        <Text entry={entry} part="timeCoverage" />
        <Text entry={entry} part="area" />
        <Place pointer="/updateFrequency">
          <Select
            label={t('console.entry.updateFrequency')}
            hint={<HintAt pointer="/updateFrequency" />}
            name="updateFrequency"
            defaultValue={entry.updateFrequency}
            options={UPDATE_FREQUENCIES.map((value) => ({ value, label: t(`updateFrequency.${value}`) }))}
          />
        </Place>
        <Place pointer="/staticReason">
          <TextArea
            label={t('console.entry.staticReason')}
            hint={<HintAt pointer="/staticReason">{t('console.entry.staticReason-hint')}</HintAt>}
            name="staticReason"
            defaultValue={entry.staticReason}
            rows={2}
            optional
          />
        </Place>
        <Text entry={entry} part="relations" wide />
        <TextField
          label={t('console.entry.keywords')}
          hint={t('console.entry.keywords-hint')}
          name="keywords"
          defaultValue={entry.keywords.join('、')}
          optional
        />
      </div>
    </Part>
  );
}

type TextPart = 'name' | 'timeCoverage' | 'area' | 'relations';

function Text({ entry, part, wide }: { entry: ListEntry; part: TextPart; wide?: boolean }) {
  const t = useT();
  const pointer = `/${part}`;
  const field = (
    <TextField
      label={t(`console.entry.${part}`)}
      hint={<HintAt pointer={pointer}>{t(`console.entry.${part}-hint`)}</HintAt>}
      name={part}
      defaultValue={entry[part]}
    />
  );
  return (
    <div className={css(wide && 'wide')}>
      <Place pointer={pointer}>{field}</Place>
    </div>
  );
}

function Domain({ domain }: { domain: string }) {
  const t = useT();
  const language = useLanguage();
  const { domains } = profileOf(usePage());
  return (
    <Place pointer="/domain">
      <Select
        label={t('console.entry.domain')}
        hint={<HintAt pointer="/domain" />}
        name="domain"
        defaultValue={domain}
        none={t('console.choose')}
        options={domains.map(({ code, name }) => ({ value: code, label: name[language] }))}
      />
    </Place>
  );
}

interface ClassPartProps {
  entry: ListEntry;
  /** What the chosen levels give; null while a dimension is not answered. */
  gradedClass: OpenClass | null;
  listed: OpenClass | null;
}

/** The class, what the grade gives, and what belongs to a conditional or a stricter class. */
export function ClassPart({ entry, gradedClass, listed }: ClassPartProps) {
  const t = useT();
  return (
    <Part title={t('console.entry.class')} aside={<Graded gradedClass={gradedClass} />}>
      <div className={css('class-part')}>
        <Place pointer="/openClass">
          <RadioGroup
            legend={t('console.entry.openClass')}
            hint={
              <HintAt pointer="/openClass">
                {listed && t('console.entry.listed-class', { openClass: t(`openClass.${listed}`) })}
              </HintAt>
            }
            name="openClass"
            chosen={entry.openClass}
            options={OPEN_CLASSES.map((value) => ({
              value,
              label: t(`openClass.${value}`),
              hint: t(`console.entry.openClass-${value}`),
            }))}
          />
        </Place>
        <div className={css('conditional')}>
          <Lines entry={entry} part="conditions" />
          <Lines entry={entry} part="materials" />
        </div>
        <Place pointer="/explanation">
          <TextArea
            label={t('console.entry.explanation')}
            hint={<HintAt pointer="/explanation">{t('console.entry.explanation-hint')}</HintAt>}
            name="explanation"
            defaultValue={entry.explanation}
            rows={2}
            optional
          />
        </Place>
      </div>
    </Part>
  );
}

function Graded({ gradedClass }: { gradedClass: OpenClass | null }) {
  const t = useT();
  return (
    <span className={css('graded')} role="status">
      {gradedClass === null ? (
        t('console.grade.unanswered')
      ) : (
        <>
          {t('console.grade.gives')} <ClassMark kind={gradedClass} />
        </>
      )}
    </span>
  );
}

function Lines({ entry, part }: { entry: ListEntry; part: 'conditions' | 'materials' }) {
  const t = useT();
  return (
    <Place pointer={`/${part}`}>
      <TextArea
        label={t(`console.entry.${part}`)}
        hint={<HintAt pointer={`/${part}`}>{t('console.entry.one-a-line')}</HintAt>}
        name={part}
        defaultValue={entry[part].join('\n')}
        rows={4}
      />
    </Place>
  );
}
