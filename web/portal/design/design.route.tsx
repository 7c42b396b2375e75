import { SPECIMENS } from '../../design/specimens/specimens.tsx';
import { useT } from '../../design/language.tsx';
import styles from './design.module.css';
import { classesOf } from '../../design/classes.ts';

const css = classesOf(styles);

/** Every component in every state, as it really renders: the living page of the visual language. */
export default function DesignPage() {
  const t = useT();
  return (
    <>
      <title>{t('design.page.title')}</title>
      <h1>{t('design.page.title')}</h1>
      <p className={css('lead')}>{t('design.page.lead')}</p>
      <div className={css('grid')}>
        {SPECIMENS.map(({ id, name, wide, Show }) => (
          <section
            key={id}
            id={id}
            className={css('specimen', wide && 'wide')}
            aria-labelledby={`${id}-name`}
          >
            <h2 id={`${id}-name`} className={css('name')}>
              {name}
            </h2>
            <Show />
          </section>
        ))}
      </div>
    </>
  );
}
