import { Link, useSearchParams } from 'react-router';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';

const css = classesOf(styles);
const FORM = 'many-at-once';
const PATH = '/console/datasets/batches';

/** A tick before a dataset's name; it belongs to the form over the list. */
export function ChooseDataset({ id, name }: { id: string; name: string }) {
  const t = useT();
  return (
    <label className={css('tick')}>
      <input type="checkbox" form={FORM} name="id" value={id} aria-label={t('draftBatch.choose', { name })} />
    </label>
  );
}

/** Leads to changes of many datasets: of those ticked below, of all that the filter fits, or by a file. */
export function ManyAtOnce({ total, mayWrite }: { total: number; mayWrite: boolean }) {
  const [search] = useSearchParams();
  const t = useT();
  return (
    <div className={css('actions', 'many')}>
      {mayWrite && (
        <form
          id={FORM}
          action={`${PATH}/new`}
          className={css('actions')}
          aria-label={t('draftBatch.edit-label')}
        >
          {['q', 'state'].map((name) => (
            <input key={name} type="hidden" name={name} value={search.get(name) ?? ''} />
          ))}
          <Button small name="chosen" value="1">
            {t('draftBatch.edit-chosen')}
          </Button>
          <Button small name="all" value="1">
            {t('draftBatch.edit-all', { count: total })}
          </Button>
        </form>
      )}
      <Link to={PATH}>{t('draftBatch.to')}</Link>
    </div>
  );
}
