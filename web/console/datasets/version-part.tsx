import { Link } from 'react-router';
import type { VersionView } from '../../../rules/versions/versions.operations.ts';
import { Button, LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink, Time, type Fact } from '../../design/facts.tsx';
import { TextArea } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { ChangesLink } from '../../design/version-changes.tsx';
import { Busy, EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Findings } from '../finding-words.tsx';
import { LookAgain } from '../look-again.tsx';
import { Part } from '../page-head.tsx';
import { ChangesSummary } from '../version-changes/changes-summary.tsx';
import type { DraftData } from './draft-data.ts';
import styles from './datasets.module.css';

const css = classesOf(styles);

/** The data itself: the newest version, what was found in it, and what can be done with it. */
export function VersionPart({ found: { draft, changes } }: { found: DraftData }) {
  const t = useT();
  const { version } = draft;
  const aside = (
    <>
      <Link to={`/console/datasets/${draft.id}/rules`}>{t('console.rules.link')}</Link>{' '}
      {draft.can['upload'] === true && (
        <LinkButton small to={`/console/uploads/new?dataset=${draft.id}`}>
          {t('console.version.send')}
        </LinkButton>
      )}
    </>
  );
  return (
    <Part id="version" title={t('console.version.title')} aside={aside}>
      {version ? (
        <Version version={version} changes={changes} />
      ) : (
        <EmptyState title={t('console.version.none')}>{t('console.version.none-text')}</EmptyState>
      )}
    </Part>
  );
}

function Version({ version, changes }: { version: VersionView; changes: DraftData['changes'] }) {
  const t = useT();
  const facts = useFacts(version);
  const { state, findings } = version;
  if (state === 'inspected') {
    return (
      <>
        <Busy title={t('console.version.checking')}>{t('console.version.checking-text')}</Busy>
        <LookAgain />
      </>
    );
  }
  return (
    <div className={css('version')}>
      <DefinitionList row facts={facts} />
      {state === 'quarantined' && (
        <Note kind="wrong" title={t('console.version.quarantined')}>
          {t('console.version.quarantined-text')}
        </Note>
      )}
      {findings.length > 0 && <Findings findings={findings} />}
      {changes && <ChangesSummary changes={changes} />}
      {version.can['release'] === true && <Release id={version.id} />}
      <Acts version={version} />
    </div>
  );
}

function useFacts({ state, number, manifest, originalName, preparedBy, createdAt }: VersionView): Fact[] {
  const t = useT();
  const format = useFormat();
  return [
    {
      term: t('console.version.state'),
      value: number === null ? t(`versionState.${state}`) : t('console.version.published', { number }),
    },
    ...(manifest
      ? [
          {
            term: t('console.version.size'),
            value: t('console.version.size-value', {
              rows: manifest.rows,
              columns: manifest.columns.length,
            }),
          },
        ]
      : []),
    { term: t('console.version.file'), value: originalName },
    {
      term: t('console.version.prepared'),
      value: format.list([preparedBy, format.dateTime(createdAt)]),
    },
  ];
}

/** For the second person, when all that keeps the version back is a suspicion. */
function Release({ id }: { id: string }) {
  const t = useT();
  return (
    <details className={css('step')}>
      <summary>{t('console.version.release')}</summary>
      <form method="post" className={css('step-form')}>
        <input type="hidden" name="versionId" value={id} />
        <TextArea
          label={t('console.version.release-reason')}
          hint={t('console.version.release-hint')}
          name="reason"
          rows={3}
          required
          minLength={2}
        />
        <p>
          <Button name="intent" value="release">
            {t('console.version.release')}
          </Button>
        </p>
        <ProvisionLink id="xz-14-1" />
      </form>
    </details>
  );
}

function Acts({ version: { id, state, can } }: { version: VersionView }) {
  const t = useT();
  const publish = can['publish'] === true;
  const discard = can['discard'] === true;
  if (!publish && !discard) {
    return state === 'validated' ? <p className={css('quiet')}>{t('console.version.waits')}</p> : null;
  }
  return (
    <form method="post" className={css('acts')}>
      <input type="hidden" name="versionId" value={id} />
      {publish && (
        <Button kind="primary" name="intent" value="publish">
          {t('console.version.publish')}
        </Button>
      )}
      {discard && (
        <Button small kind="danger" name="intent" value="discard">
          {t('console.version.discard')}
        </Button>
      )}
      <span className={css('quiet')}>
        {publish ? t('console.version.publish-note') : state === 'validated' && t('console.version.waits')}
      </span>
    </form>
  );
}

/** All versions that were made, newest first. */
export function VersionsPart({ found: { versions } }: { found: DraftData }) {
  const t = useT();
  const format = useFormat();
  if (versions.length === 0) return null;
  const published = versions.some(({ number }) => number !== null);
  const columns: Column<VersionView>[] = [
    {
      key: 'number',
      head: t('console.version.number'),
      cell: ({ number, state }) =>
        number === null ? t(`versionState.${state}`) : t('console.version.published', { number }),
    },
    { key: 'file', head: t('console.version.file'), cell: ({ originalName }) => originalName },
    {
      key: 'rows',
      head: t('console.rows'),
      numeric: true,
      cell: ({ manifest }) => (manifest ? format.number(manifest.rows) : ''),
    },
    {
      key: 'changes',
      head: t('changes.title'),
      cell: (each) =>
        each.manifest &&
        published && <ChangesLink of={`/console/datasets/${each.datasetId}`} version={each} />,
    },
    { key: 'by', head: t('console.version.prepared-by'), minor: true, cell: ({ preparedBy }) => preparedBy },
    {
      key: 'published',
      head: t('console.version.published-at'),
      cell: ({ publishedAt }) => publishedAt && <Time at={publishedAt} show="date-time" />,
    },
    {
      key: 'published-by',
      head: t('console.version.published-by'),
      minor: true,
      cell: ({ publishedBy }) => publishedBy ?? '',
    },
  ];
  return (
    <Part
      title={t('console.version.all')}
      count={t('console.reading.columns-count', { count: versions.length })}
    >
      <Table
        caption={t('console.version.all')}
        captionUnseen
        columns={columns}
        rows={versions}
        rowKey={({ id }) => id}
      />
    </Part>
  );
}
