import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import { usePage } from '../../app/page.tsx';
import { LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useLanguage, useT } from '../../design/language.tsx';
import { CopyText } from '../copy-text.tsx';
import { Section } from '../section.tsx';
import { CITATION_FILES, CITATION_STYLES, citationText } from './citation.ts';
import { citedOf } from './cited.ts';
import styles from './dataset.module.css';

const css = classesOf(styles);
const FILE_NAMES = { bib: 'BibTeX', ris: 'RIS', json: 'CSL-JSON' } as const;

/** How to cite the data, with the version and the day; as text, and as files for programs that keep references. */
export function CiteSection({
  dataset,
  origin,
  today,
}: {
  dataset: DatasetView;
  origin: string;
  today: string;
}) {
  const t = useT();
  const language = useLanguage();
  const { platformName: platform } = usePage().city;
  const cited = citedOf(dataset, { origin, platform, language, today });
  if (!cited) return null;
  return (
    <Section id="cite" title={t('look.cite')} folds>
      {CITATION_STYLES.map((style) => (
        <CopyText key={style} label={t(`look.cite.${style}`)} text={citationText(style, cited)} />
      ))}
      <div className={css('files')}>
        {CITATION_FILES.map((format) => (
          <LinkButton
            key={format}
            to={`/datasets/${dataset.code}/citation.${format}`}
            plainLink
            icon="download"
          >
            {FILE_NAMES[format]}
          </LinkButton>
        ))}
      </div>
    </Section>
  );
}
