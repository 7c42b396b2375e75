import { Link } from 'react-router';
import type { EffectItem, GuidelineEffect } from '../../../rules/gradings/guidelines.operations.ts';
import { ClassMark } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Part } from '../page-head.tsx';
import styles from './guidelines.module.css';

const css = classesOf(styles);

interface EffectPartProps {
  title: string;
  effect: GuidelineEffect;
  items?: readonly EffectItem[];
}

/** Which datasets on the list change class: one sentence, by body, and each. */
export function EffectPart({ title, effect, items = [] }: EffectPartProps) {
  const t = useT();
  const { judged, changed, mustAct, bodies } = effect;
  const bodyColumns = useBodyColumns();
  const itemColumns = useItemColumns();
  return (
    <Part id="effect" title={title}>
      <p className={css('sentence')}>
        {t('console.guideline.effect-sentence', { judged, changed, mustAct })}
      </p>
      {bodies.length > 0 && (
        <Table
          caption={t('console.guideline.effect-by-body')}
          columns={bodyColumns}
          rows={bodies}
          rowKey={({ code }) => code}
        />
      )}
      {items.length > 0 && (
        <Table
          caption={t('console.guideline.effect-list')}
          columns={itemColumns}
          rows={items}
          rowKey={({ datasetId }) => datasetId}
        />
      )}
      {items.length > 0 && items.length < changed && (
        <p className={css('quiet')}>{t('console.guideline.effect-first', { shown: items.length })}</p>
      )}
    </Part>
  );
}

type Body = GuidelineEffect['bodies'][number];

function useBodyColumns(): Column<Body>[] {
  const t = useT();
  return [
    { key: 'body', head: t('console.guideline.body'), cell: ({ name }) => name },
    {
      key: 'stricter',
      head: t('guideline.effect.stricter'),
      numeric: true,
      cell: ({ stricter }) => stricter,
    },
    { key: 'open', head: t('guideline.effect.more-open'), numeric: true, cell: ({ moreOpen }) => moreOpen },
    {
      key: 'none',
      head: t('guideline.effect.unanswered'),
      numeric: true,
      cell: ({ unanswered }) => unanswered,
    },
  ];
}

function useItemColumns(): Column<EffectItem>[] {
  const t = useT();
  const words = (openClass: EffectItem['before']): string =>
    openClass === null ? t('console.grade.no-class') : t(`openClass.${openClass}`);
  return [
    {
      key: 'name',
      head: t('console.guideline.dataset'),
      cell: ({ datasetId, name }) => <Link to={`/console/datasets/${datasetId}`}>{name}</Link>,
    },
    { key: 'body', head: t('console.guideline.body'), minor: true, cell: ({ body }) => body },
    {
      key: 'listed',
      head: t('console.guideline.listed-as'),
      cell: ({ openClass }) => <ClassMark kind={openClass} />,
    },
    {
      key: 'change',
      head: t('console.guideline.change'),
      cell: ({ before, after, kind }) =>
        `${t(`guideline.effect.${kind}`)}：${words(before)} → ${words(after)}`,
    },
    {
      key: 'act',
      head: t('console.guideline.steps'),
      cell: ({ mustAct }) => t(mustAct ? 'console.guideline.must-act' : 'console.guideline.no-need'),
    },
  ];
}
