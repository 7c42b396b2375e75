import { Link } from 'react-router';
import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { Code, Section } from '../section.tsx';
import { EXAMPLE_LANGUAGES, exampleIn, type ExampleCall } from './example-call.ts';
import styles from './dataset.module.css';
import type { PreviewQuery } from './preview-query.ts';

const css = classesOf(styles);

/** The same call in four languages, with the filter that the page has now; each fold opens alone, without scripts. */
export function ApiExamples({
  dataset,
  origin,
  query,
}: {
  dataset: DatasetView;
  origin: string;
  query: PreviewQuery;
}) {
  const t = useT();
  const call: ExampleCall = {
    url: `${origin}/api/v1/datasets/${dataset.code}/records`,
    parameters: {
      ...(query.where === undefined ? {} : { where: query.where }),
      ...(query.orderBy === undefined ? {} : { orderBy: query.orderBy }),
      limit: '5',
    },
  };
  return (
    <Section
      id="use"
      title={t('dataset.use')}
      aside={<Link to="/developers">{t('dataset.interface-more')}</Link>}
      folds
    >
      <p className={css('quiet')}>{t('dataset.use-note')}</p>
      <div>
        {EXAMPLE_LANGUAGES.map((language, place) => (
          <details key={language} className={css('example')} name="example" open={place === 0}>
            <summary>{language}</summary>
            <Code>{exampleIn(language, call)}</Code>
          </details>
        ))}
      </div>
    </Section>
  );
}
