import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { usePage } from '../../app/page.tsx';
import { domainName, profileOf } from '../../app/profile.ts';
import { ClassMark } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { markOf, publisherName } from '../dataset-mark.ts';
import { Section } from '../section.tsx';
import styles from './compare.module.css';
import { emptyShare, fieldsOf, pairedFields, type FieldPair, type Side, type SideField } from './side.ts';

const css = classesOf(styles);

interface Both {
  one: Side;
  other: Side;
}

interface Line {
  term: string;
  one: ReactNode;
  other: ReactNode;
  /** What is the same in both is quieter. */
  same: boolean;
}

type Said = (side: Side) => string;

/** What both are, side by side: whose, how open, how fresh, how large, how full, on which terms. */
export function CompareFacts({ one, other }: Both) {
  const t = useT();
  const lines = useFacts();
  return (
    <Section title={t('look.compare-facts')}>
      <Table
        caption={t('look.compare-facts')}
        captionUnseen
        columns={useColumns({ one, other }, t('look.compare-fact'))}
        rows={lines.map(({ term, said, shown }) => ({
          term,
          same: said(one) === said(other),
          one: shown ? shown(one) : said(one),
          other: shown ? shown(other) : said(other),
        }))}
        rowKey={({ term }) => term}
      />
    </Section>
  );
}

function useColumns({ one, other }: Both, head: string): Column<Line>[] {
  const value = (which: 'one' | 'other') => (line: Line) => (
    <span className={css(line.same && 'same')}>{line[which] || '—'}</span>
  );
  return [
    { key: 'term', head, cell: ({ term }) => term },
    { key: 'one', head: <Name side={one} />, cell: value('one') },
    { key: 'other', head: <Name side={other} />, cell: value('other') },
  ];
}

function Name({ side: { dataset, version } }: { side: Side }) {
  const t = useT();
  return (
    <span className={css('name')}>
      <Link to={`/datasets/${dataset.code}`}>{dataset.name}</Link>
      {typeof version?.number === 'number' && (
        <span>{t('look.compare-version', { version: version.number })}</span>
      )}
    </span>
  );
}

interface FactLine {
  term: string;
  /** Decides whether both are the same. */
  said: Said;
  shown?: (side: Side) => ReactNode;
}

function useFacts(): FactLine[] {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const profile = profileOf(usePage());
  const number = (value: number | null | undefined): string =>
    typeof value === 'number' ? format.number(value) : '';
  const open = ({ dataset }: Side): boolean => dataset.openClass === 'unconditional';
  return [
    { term: t('dataset.publisher'), said: ({ dataset }) => publisherName(dataset, language) },
    {
      term: t('look.compare-class'),
      said: ({ dataset }) => dataset.openClass,
      shown: ({ dataset }) => <ClassMark kind={markOf(dataset)} />,
    },
    { term: t('dataset.domain'), said: ({ dataset }) => domainName(profile, dataset.domain, language) },
    { term: t('dataset.frequency'), said: ({ dataset }) => t(`updateFrequency.${dataset.updateFrequency}`) },
    {
      term: t('look.compare-published'),
      said: ({ version }) => version?.publishedAt ?? '',
      shown: ({ version }) => version?.publishedAt && <Time at={version.publishedAt} show="date-time" />,
    },
    { term: t('dataset.version.rows'), said: ({ version }) => number(version?.manifest?.rows) },
    { term: t('dataset.version.fields'), said: (side) => number(fieldsOf(side).length) },
    {
      term: t('look.compare-size'),
      said: ({ version }) => (version?.manifest ? format.bytes(version.manifest.data.bytes) : ''),
    },
    {
      term: t('look.compare-empty'),
      said: (side) => {
        const share = emptyShare(side);
        return share === null ? '' : format.percent(share, 2);
      },
    },
    { term: t('look.compare-time'), said: ({ dataset }) => dataset.timeCoverage },
    { term: t('look.compare-area'), said: ({ dataset }) => dataset.area },
    {
      term: t('look.compare-licence'),
      said: (side) => (open(side) ? profile.licence.name[language] : t('look.compare-no-licence')),
    },
    { term: t('dataset.keywords'), said: ({ dataset }) => format.list(dataset.keywords) },
  ];
}

/** Which fields both have, and how they differ in them. */
export function CompareFields({ one, other }: Both) {
  const t = useT();
  const pairs = pairedFields(fieldsOf(one), fieldsOf(other));
  const shared = pairs.filter((pair) => pair.one && pair.other).length;
  const says = useFieldWords();
  const columns: Column<FieldPair>[] = [
    { key: 'name', head: t('dataset.field.label'), cell: ({ name }) => name },
    { key: 'one', head: <Name side={one} />, cell: (pair) => says(pair.one, one) },
    { key: 'other', head: <Name side={other} />, cell: (pair) => says(pair.other, other) },
  ];
  return (
    <Section title={t('dataset.fields')} aside={t('look.compare-shared', { shared, all: pairs.length })}>
      <Table
        caption={t('dataset.fields')}
        captionUnseen
        columns={columns}
        rows={pairs}
        rowKey={({ name }, place) => `${name} ${String(place)}`}
        empty={<p>{t('look.compare-no-fields')}</p>}
      />
    </Section>
  );
}

function useFieldWords(): (field: SideField | null, side: Side) => ReactNode {
  const t = useT();
  const format = useFormat();
  const words = (field: SideField | null, { version }: Side): ReactNode => {
    if (!field) return <span className={css('same')}>{t('look.compare-missing')}</span>;
    const { type, unit, profile } = field;
    const rows = version?.manifest?.rows ?? 0;
    const { min = null, max = null } = profile ?? {};
    const range =
      type === 'text' || min === null || max === null ? '' : t('design.column.range', { min, max });
    return (
      <span className={css('name')}>
        <span>{format.list([t(`fieldType.${type}`), unit])}</span>
        {profile && rows > 0 && (
          <span className={css('same')}>
            {format.list([
              range,
              t('design.column.distinct', { count: profile.distinct }),
              profile.nulls === 0
                ? t('design.column.no-nulls')
                : t('design.column.nulls', {
                    share: format.percent(profile.nulls / rows),
                    count: profile.nulls,
                  }),
            ])}
          </span>
        )}
      </span>
    );
  };
  return words;
}
