import { isMessageKey } from '../../../locales/index.ts';
import type {
  CatalogueImportView,
  FindingCount,
  ImportCounts,
} from '../../../rules/catalogue/catalogue-imports.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Part } from '../page-head.tsx';
import styles from './catalogue-imports.module.css';

const css = classesOf(styles);

const ORDER = ['new', 'same', 'changed', 'disputed', 'vanished', 'repeated', 'unusable'] as const;
/** Said only where there are some. */
const RARE: readonly string[] = ['repeated', 'unusable'];

/** How many lines mean what. */
export function Counts({ counts }: { counts: ImportCounts }) {
  const t = useT();
  const format = useFormat();
  const shown = ORDER.filter((kind) => counts[kind] > 0 || !RARE.includes(kind));
  return (
    <section className={css('counts')} aria-label={t('console.import.counts')}>
      <DefinitionList
        row
        facts={shown.map((kind) => ({
          term: t(`console.import.count.${kind}`),
          value: format.number(counts[kind]),
        }))}
      />
    </section>
  );
}

/** What is missing by kind, the most frequent first. */
export function Findings({ found: { findings, source, state } }: { found: CatalogueImportView }) {
  const t = useT();
  const format = useFormat();
  const columns: Column<FindingCount>[] = [
    { key: 'kind', head: t('console.import.finding.kind'), cell: ({ code }) => <Kind code={code} /> },
    {
      key: 'datasets',
      head: t('console.import.finding.datasets'),
      numeric: true,
      cell: ({ datasets }) => format.number(datasets),
    },
    {
      key: 'times',
      head: t('console.import.finding.times'),
      numeric: true,
      cell: ({ times }) => format.number(times),
    },
  ];
  return (
    <Part title={t('console.import.findings')} aside={<ProvisionLink id="xz-9" />}>
      <p className={css('quiet')}>
        {state === 'taken'
          ? t('console.import.findings-now', { source: source ?? '' })
          : t('console.import.findings-ahead')}
      </p>
      <div className={css('narrow')}>
        <Table
          caption={t('console.import.findings')}
          captionUnseen
          columns={columns}
          rows={findings}
          rowKey={({ code }) => code}
        />
      </div>
    </Part>
  );
}

function Kind({ code }: { code: string }) {
  const t = useT();
  const key = `findingKind.${code}`;
  return isMessageKey(key) ? t(key) : code;
}

/** Bodies that come with the catalogue. */
export function NewBodies({ bodies }: { bodies: CatalogueImportView['newBodies'] }) {
  const t = useT();
  const format = useFormat();
  return (
    <Part title={t('console.import.bodies')} count={format.number(bodies.length)}>
      <p className={css('quiet')}>{t('console.import.bodies-note')}</p>
      <ul className={css('bodies')}>
        {bodies.map(({ code, name }) => (
          <li key={code}>
            {name} <code>{code}</code>
          </li>
        ))}
      </ul>
    </Part>
  );
}
