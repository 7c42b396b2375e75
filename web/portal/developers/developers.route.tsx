import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { Operation } from '../../../rules/api/operation.ts';
import { listDatasets } from '../../../rules/datasets/datasets.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { Code, Section } from '../section.tsx';
import styles from './developers.module.css';
import { OperationEntry, useSummary, useTagName } from './operation-entry.tsx';
import { operationsByTag } from './operations.ts';

const css = classesOf(styles);

/** What holds for every operation. */
const HABITS = ['pages', 'cache', 'problems', 'limits', 'tokens'] as const;

interface DevelopersData {
  origin: string;
  /** The code of a dataset whose examples really run; a shape where there is none. */
  dataset: string;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<DevelopersData> {
  const { items } = await load(context, listDatasets, {
    sort: 'updated',
    limit: 20,
    openClass: 'unconditional',
  });
  const open = items.find(({ state, rows }) => state === 'open' && rows !== null);
  return { origin: new URL(request.url).origin, dataset: open?.code ?? 'SH-JTW-000001' };
}

export default function Developers() {
  const { origin, dataset } = useLoaderData<DevelopersData>();
  const t = useT();
  const tagName = useTagName();
  const groups = operationsByTag();
  return (
    <>
      <PageTitle title={t('developers.title')} />
      <h1>{t('developers.title')}</h1>
      <p className={css('lead')}>{t('developers.lead')}</p>
      <p>
        {t('developers.base', { base: `${origin}/api/v1` })}{' '}
        <a href="/api/openapi.json">{t('developers.openapi')}</a>
      </p>
      <Section title={t('developers.start')}>
        <Code>{`curl '${origin}/api/v1/datasets?limit=3'`}</Code>
        <Code>{`curl '${origin}/api/v1/datasets/${dataset}/records?limit=3'`}</Code>
        <Code>{`curl -OJ '${origin}/api/v1/datasets/${dataset}/exports/csv?bom=true'`}</Code>
      </Section>
      <Section title={t('developers.habits')}>
        <DefinitionList
          facts={HABITS.map((habit) => ({
            term: t(`developers.habit.${habit}`),
            value: t(`developers.habit.${habit}-text`),
          }))}
        />
      </Section>
      <Section title={t('developers.contents')}>
        <nav className={css('contents')} aria-label={t('developers.contents')}>
          {groups.map(([tag, operations]) => (
            <Contents key={tag} tag={tag} operations={operations} />
          ))}
        </nav>
      </Section>
      {groups.map(([tag, operations]) => (
        <Section key={tag} title={tagName(tag)}>
          {operations.map((operation) => (
            <OperationEntry key={operation.id} operation={operation} origin={origin} dataset={dataset} />
          ))}
        </Section>
      ))}
    </>
  );
}

function Contents({ tag, operations }: { tag: string; operations: readonly Operation[] }) {
  const summary = useSummary();
  const tagName = useTagName();
  return (
    <div>
      <h3>{tagName(tag)}</h3>
      <ul>
        {operations.map((operation) => (
          <li key={operation.id}>
            <a href={`#${operation.id}`}>{summary(operation)}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
