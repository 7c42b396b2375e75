import { Link } from 'react-router';
import { operationSummaries, operationTags } from '../../../locales/zh-CN/operations.ts';
import type { Operation } from '../../../rules/api/operation.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Table } from '../../design/table.tsx';
import { Code } from '../section.tsx';
import { curlExample } from './curl-example.ts';
import styles from './developers.module.css';
import { parametersOf, type Parameter } from './parameters.ts';

const css = classesOf(styles);

/** The operation's one sentence in the reader's language. */
export function useSummary(): (operation: Operation) => string {
  const language = useLanguage();
  return ({ id, summary }) => (language === 'en' ? summary : (operationSummaries[id] ?? summary));
}

/** The name of a group of operations in the reader's language. */
export function useTagName(): (tag: string) => string {
  const language = useLanguage();
  return (tag) => (language === 'en' ? tag : (operationTags[tag] ?? tag));
}

export function OperationEntry({
  operation,
  origin,
  dataset,
}: {
  operation: Operation;
  origin: string;
  dataset: string;
}) {
  const t = useT();
  const summary = useSummary();
  const { id, method, path, status, problems } = operation;
  const parameters = parametersOf(operation);
  return (
    <details id={id} className={css('operation')} name="operation">
      <summary>
        <code className={css('method')}>{method}</code> <code className={css('path')}>{path}</code>
        <span className={css('says')}>{summary(operation)}</span>
      </summary>
      <div className={css('inside')}>
        {parameters.length > 0 && <Parameters parameters={parameters} />}
        <Code>{curlExample(operation, { origin, dataset })}</Code>
        <p>{t('developers.answer', { status })}</p>
        {problems.length > 0 && (
          <p>
            {t('developers.problems')}{' '}
            {problems.map((code) => (
              <span key={code} className={css('problem')}>
                <Link to={`/problems/${code}`}>{code}</Link>{' '}
              </span>
            ))}
          </p>
        )}
      </div>
    </details>
  );
}

function Parameters({ parameters }: { parameters: readonly Parameter[] }) {
  const t = useT();
  const format = useFormat();
  const need = ({ required, default: value }: Parameter): string => {
    if (required) return t('developers.required');
    return value === undefined ? t('developers.optional') : t('developers.default', { value });
  };
  return (
    <Table
      caption={t('developers.parameters')}
      rows={parameters}
      rowKey={({ place, name }) => `${place}.${name}`}
      columns={[
        { key: 'name', head: t('developers.parameter'), cell: ({ name }) => <code>{name}</code> },
        { key: 'in', head: t('developers.in'), cell: ({ place }) => t(`developers.in.${place}`) },
        { key: 'type', head: t('developers.type'), cell: ({ type }) => <code>{type}</code> },
        {
          key: 'meaning',
          head: t('developers.meaning'),
          cell: (parameter) => format.list([need(parameter), parameter.description]),
        },
      ]}
    />
  );
}
