import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import { usePage } from '../../app/page.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { useSource } from '../charts/source.ts';
import styles from './embed.module.css';

const css = classesOf(styles);

/** Whose data it is, of which version and day, and where it lives. */
export function EmbeddedSource({ dataset, href }: { dataset: DatasetView; href: string }) {
  const t = useT();
  const source = useSource(dataset);
  const { platformName } = usePage().city;
  return (
    <p className={css('source')}>
      {source}{' '}
      <a href={href} target="_blank" rel="noopener">
        {t('look.embed-open', { platform: platformName })}
      </a>
    </p>
  );
}
