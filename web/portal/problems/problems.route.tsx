import { Link } from 'react-router';
import { PROBLEMS, type ProblemCode } from '../../../rules/problems/problems.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { useT } from '../../design/language.tsx';
import { Table } from '../../design/table.tsx';
import { Section } from '../section.tsx';

// The catalogue is written out by its codes, so its keys are exactly these.
const CODES = Object.keys(PROBLEMS) as ProblemCode[];

export default function Problems() {
  const t = useT();
  return (
    <>
      <PageTitle title={t('problems.title')} />
      <h1>{t('problems.title')}</h1>
      <Section title={t('problems.lead')}>
        <Table
          caption={t('problems.title')}
          captionUnseen
          rows={CODES}
          rowKey={(code) => code}
          columns={[
            {
              key: 'code',
              head: t('problems.code'),
              cell: (code) => (
                <Link to={`/problems/${code}`}>
                  <code>{code}</code>
                </Link>
              ),
            },
            { key: 'status', head: t('problems.status'), numeric: true, cell: (code) => PROBLEMS[code] },
            { key: 'meaning', head: t('problems.meaning'), cell: (code) => t(`${code}.title`) },
            { key: 'remedy', head: t('problems.remedy'), minor: true, cell: (code) => t(`${code}.remedy`) },
          ]}
        />
      </Section>
    </>
  );
}
