import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { OutputOf } from '../../../rules/api/operation.ts';
import { followReport } from '../../../rules/misconduct/misconduct.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { BigClock } from '../../console/working-clock.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink, Time } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import styles from './misconduct.module.css';

const css = classesOf(styles);

type Followed = OutputOf<typeof followReport>;

/** Only for whoever has the receipt. */
export const headers = () => ({ 'Cache-Control': 'private, no-store' });

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<Followed> =>
  load(context, followReport, { receipt: params['receipt'] ?? '' });

/** What became of a report: its state and the answer. */
export default function Report() {
  const report = useLoaderData<Followed>();
  const t = useT();
  const format = useFormat();
  const { code, state, reportedAt, reasons, ground, measures, clock } = report;
  const title = t('misconduct.follow.title', { code });
  return (
    <div className={css('page')}>
      <PageTitle title={title} />
      <h1>{title}</h1>
      <Note title={t(`misconduct.follow.${state}`)}>
        {reasons.length > 0 && (
          <>
            <p>{t('misconduct.follow.why')}</p>
            {reasons.map((reason) => (
              <p key={reason} className={css('words')}>
                {reason}
              </p>
            ))}
          </>
        )}
      </Note>
      {clock && clock.state !== 'done' && <BigClock clock={clock} />}
      <DefinitionList
        facts={[
          { term: t('misconduct.reported-at'), value: <Time at={reportedAt} /> },
          ...(ground ? [{ term: t('misconduct.ground'), value: t(`misconduct.ground.${ground}`) }] : []),
          ...(measures.length > 0
            ? [
                {
                  term: t('misconduct.follow.measures'),
                  value: format.list(measures.map((kind) => t(`misconduct.measure.${kind}`))),
                },
              ]
            : []),
        ]}
      />
      <p>
        <Link to="/reports/new">{t('misconduct.follow.another')}</Link>
      </p>
      <ProvisionLink id="xz-32" />
    </div>
  );
}
