import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { PROBLEMS, type ProblemCode } from '../../../rules/problems/problems.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { problemResponse } from '../../app/problem-view.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { Breadcrumb } from '../../design/navigation.tsx';
import { Code, Section } from '../section.tsx';

const isCode = (code: string): code is ProblemCode => code in PROBLEMS;

export function loader({ params }: LoaderFunctionArgs): ProblemCode {
  const code = params['code'] ?? '';
  if (!isCode(code)) throw problemResponse('not-found');
  return code;
}

export default function ProblemExplained() {
  const code = useLoaderData<ProblemCode>();
  const t = useT();
  const title = t(`${code}.title`);
  const document = { type: `/problems/${code}`, title, status: PROBLEMS[code], code, traceId: '…' };
  return (
    <>
      <PageTitle title={title} />
      <Breadcrumb crumbs={[{ name: t('problems.title'), to: '/problems' }, { name: code }]} />
      <h1>{title}</h1>
      <Section title={t('problems.remedy')}>
        <p>{t(`${code}.remedy`)}</p>
      </Section>
      <Section title={t('problems.document')}>
        <DefinitionList
          facts={[
            { term: t('problems.code'), value: <code>{code}</code> },
            { term: t('problems.status'), value: PROBLEMS[code] },
          ]}
        />
        <Code>{JSON.stringify(document, null, 2)}</Code>
      </Section>
    </>
  );
}
