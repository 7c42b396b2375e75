import { Link } from 'react-router';
import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import type { ProblemCode } from '../../../rules/problems/problems.ts';
import type { MessageKey } from '../../../locales/index.ts';
import { usePage } from '../../app/page.tsx';
import type { ProblemView } from '../../app/problem-view.ts';
import { LinkButton } from '../../design/button.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { FailedState } from '../../design/states.tsx';
import { exportLink } from './export-link.ts';
import type { PreviewQuery } from './preview-query.ts';

/** What keeps rows from being shown though nothing is wrong with what was asked. */
const LIMITS: Partial<Record<ProblemCode, MessageKey>> = {
  'query-timeout': 'dataset.preview-timeout',
  'too-large': 'dataset.preview-memory',
  unavailable: 'dataset.preview-busy',
};

interface UnreadProps {
  dataset: DatasetView;
  problem: ProblemView;
  query: PreviewQuery;
}

/** In place of rows: why there are none to see, and what to do instead. */
export function Unread(props: UnreadProps) {
  const reason = LIMITS[props.problem.code];
  return reason ? <Beyond {...props} reason={reason} /> : <Wrong {...props} />;
}

/** The data can be had all the same: as a file, or fewer rows of it. */
function Beyond({ dataset, problem, query, reason }: UnreadProps & { reason: MessageKey }) {
  const t = useT();
  const format = useFormat();
  const { code, rows, version } = dataset;
  const asked = query.where !== undefined || query.orderBy !== undefined;
  const bytes = query.where === undefined ? version?.manifest?.data.bytes : undefined;
  return (
    <FailedState
      title={t('dataset.preview-beyond')}
      action={
        <>
          {asked && <LinkButton to={`/datasets/${code}#preview`}>{t('dataset.preview-plain')}</LinkButton>}
          <LinkButton to={exportLink(code, 'csv', query)} plainLink>
            {t('dataset.download-csv')}
          </LinkButton>
          <LinkButton
            to={exportLink(code, 'parquet', query)}
            plainLink
            aside={bytes === undefined ? undefined : format.bytes(bytes)}
          >
            Parquet
          </LinkButton>
        </>
      }
    >
      <p>
        {rows !== null && t('dataset.preview-of', { rows })}
        {t(reason, { seconds: problem.retryAfter ?? 10 })}
      </p>
      <p>{t(asked ? 'dataset.preview-instead-asked' : 'dataset.preview-instead')}</p>
    </FailedState>
  );
}

function Wrong({ dataset, problem, query }: UnreadProps) {
  const t = useT();
  const { traceId } = usePage();
  return (
    <FailedState
      title={t(query.where === undefined ? 'dataset.preview-failed' : 'dataset.preview-wrong')}
      traceId={traceId}
      action={<LinkButton to={`/datasets/${dataset.code}#preview`}>{t('dataset.filter-clear')}</LinkButton>}
    >
      <p>
        {problem.place?.part === 'where'
          ? t('dataset.preview-mend')
          : (problem.detail ?? t(`${problem.code}.remedy`))}
      </p>
      <p>
        <Link to={`/problems/${problem.code}`}>{t(`${problem.code}.title`)}</Link>
      </p>
    </FailedState>
  );
}
