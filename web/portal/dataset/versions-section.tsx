import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import type { VersionView } from '../../../rules/versions/versions.operations.ts';
import { useFindingWords } from '../../app/finding-words.ts';
import { classesOf } from '../../design/classes.ts';
import { Button } from '../../design/button.tsx';
import { Select } from '../../design/field.tsx';
import { Time } from '../../design/facts.tsx';
import { FreshnessCalendar } from '../../design/freshness.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { ChangesLink } from '../../design/version-changes.tsx';
import { Section } from '../section.tsx';
import styles from './dataset.module.css';
import { yearOfVersions } from './year-of-versions.ts';

const css = classesOf(styles);
/** With fewer a calendar is an empty frame. */
const CALENDAR_FROM = 3;
const DIGEST_SHOWN = 12;

type Shown = Pick<DatasetView, 'code' | 'version' | 'can'>;

export function VersionsSection({
  dataset,
  versions,
  today,
}: {
  dataset: Shown;
  versions: readonly VersionView[];
  today: string;
}) {
  const t = useT();
  const columns = useVersionColumns(dataset);
  return (
    <Section id="versions" title={t('dataset.versions')} folds>
      <p className={css('quiet')}>
        {t('dataset.versions-note')}{' '}
        {t('look.version-sound', {
          all: versions.length,
          sound: versions.filter(({ findings }) => findings.length === 0).length,
        })}
      </p>
      {versions.length >= CALENDAR_FROM && <Calendar versions={versions} today={today} />}
      <Table
        caption={t('dataset.versions')}
        captionUnseen
        columns={columns}
        rows={versions}
        rowKey={({ id }) => id}
      />
      {versions.length > 1 && <CompareVersions code={dataset.code} versions={versions} />}
    </Section>
  );
}

/** Any two of them, side by side. */
function CompareVersions({ code, versions }: { code: string; versions: readonly VersionView[] }) {
  const t = useT();
  const options = versions.map(({ number }) => ({
    value: String(number),
    label: t('look.compare-version', { version: number }),
  }));
  return (
    <form
      action="/compare"
      method="get"
      className={css('compare-form')}
      aria-label={t('look.compare-versions')}
    >
      <input type="hidden" name="a" value={code} />
      <input type="hidden" name="b" value={code} />
      <Select label={t('look.compare-before')} name="av" defaultValue={options[1]?.value} options={options} />
      <Select label={t('look.compare-after')} name="bv" defaultValue={options[0]?.value} options={options} />
      <Button>{t('look.compare-versions')}</Button>
    </form>
  );
}

function Calendar({ versions, today }: { versions: readonly VersionView[]; today: string }) {
  const t = useT();
  const format = useFormat();
  const moments = versions.flatMap(({ publishedAt }) => (publishedAt === null ? [] : [publishedAt]));
  const days = yearOfVersions(moments, today, format.date);
  const count = days.filter(({ kind }) => kind !== 'none').length;
  return (
    <FreshnessCalendar
      days={days}
      label={t('dataset.calendar-label', { count, date: format.date(moments[0] ?? today) })}
    />
  );
}

/** What checking found in a version and did not keep it back. */
function Found({ findings }: Pick<VersionView, 'findings'>) {
  const t = useT();
  const words = useFindingWords();
  if (findings.length === 0) return t('look.version-nothing');
  return (
    <details>
      <summary>{t('look.version-found', { count: findings.length })}</summary>
      <ul>
        {findings.map((finding) => (
          <li key={finding.code + finding.pointer}>{words(finding)}</li>
        ))}
      </ul>
    </details>
  );
}

function useVersionColumns({ code, version: current, can }: Shown): Column<VersionView>[] {
  const t = useT();
  const format = useFormat();
  const page = `/datasets/${code}`;
  const words = (number: number | null, id: string): string =>
    number === null
      ? ''
      : id === current?.id
        ? format.beside(String(number), t('dataset.version.current'))
        : String(number);
  return [
    { key: 'number', head: t('dataset.version.number'), cell: ({ number, id }) => words(number, id) },
    {
      key: 'at',
      head: t('dataset.version.at'),
      cell: ({ publishedAt }) => publishedAt !== null && <Time at={publishedAt} show="date-time" />,
    },
    {
      key: 'rows',
      head: t('dataset.version.rows'),
      numeric: true,
      cell: ({ manifest }) => manifest && format.number(manifest.rows),
    },
    {
      key: 'fields',
      head: t('dataset.version.fields'),
      numeric: true,
      minor: true,
      cell: ({ manifest }) => manifest && format.number(manifest.columns.length),
    },
    { key: 'found', head: t('look.version-checked'), cell: (each) => <Found findings={each.findings} /> },
    { key: 'changes', head: t('changes.title'), cell: (each) => <ChangesLink of={page} version={each} /> },
    {
      key: 'original',
      head: t('dataset.version.original'),
      cell: ({ number, originalName, originalBytes }) => (
        <div className={css('file')}>
          {can['readRecords'] === true && number !== null ? (
            <a href={`/api/v1/datasets/${code}/versions/${String(number)}/original`}>{originalName}</a>
          ) : (
            originalName
          )}{' '}
          <span className={css('quiet')}>{format.bytes(originalBytes)}</span>
        </div>
      ),
    },
    {
      key: 'digest',
      head: t('dataset.version.digest'),
      minor: true,
      cell: ({ manifest }) =>
        manifest && (
          <code title={manifest.original.digest}>{manifest.original.digest.slice(0, DIGEST_SHOWN)}…</code>
        ),
    },
  ];
}
