import { useEffect, useState } from 'react';
import { useFetcher } from 'react-router';
import type { CloseName } from '../../../rules/datasets/similar-names.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import styles from './datasets.module.css';
import type { SimilarNamesData } from './similar-names.route.ts';

const css = classesOf(styles);
const ASK_AFTER_MS = 300;

interface SimilarNamesProps {
  datasetId: string;
  /** Those of the name as it was kept; while scripts run they follow what is written. */
  kept: readonly CloseName[];
}

/** The names on the list that are closest to the one above, so that the difference can be made clear (`xz-9-1`). */
export function SimilarNames({ datasetId, kept }: SimilarNamesProps) {
  const t = useT();
  const format = useFormat();
  const items = useWhileWriting(datasetId) ?? kept;
  if (items.length === 0) return null;
  return (
    <div className={css('similar')}>
      <p className={css('similar-title')}>{t('console.entry.similar')}</p>
      <ul>
        {items.map(({ id, code, name, publisher, likeness }) => (
          <li key={id}>
            <a href={`/datasets/${code}`} target="_blank" rel="noreferrer">
              {name}
            </a>
            <span>
              {format.list([publisher, t('console.entry.likeness', { share: format.percent(likeness, 0) })])}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Asks again after each pause in writing the name; null until then. */
function useWhileWriting(datasetId: string): readonly CloseName[] | null {
  const fetcher = useFetcher<SimilarNamesData>();
  const [name, setName] = useState<string | null>(null);
  const { load } = fetcher;
  useEffect(() => {
    const control = document.querySelector<HTMLInputElement>('#entry [name="name"]');
    const written = (): void => setName(control?.value.trim() ?? '');
    control?.addEventListener('input', written);
    return () => control?.removeEventListener('input', written);
  }, []);
  useEffect(() => {
    if (name === null) return undefined;
    const asked = new URLSearchParams({ name, except: datasetId });
    const timer = setTimeout(() => void load(`/console/similar-names?${asked.toString()}`), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [name, datasetId, load]);
  return fetcher.data?.items ?? null;
}
