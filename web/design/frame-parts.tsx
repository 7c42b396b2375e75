import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Page } from '../app/page.tsx';
import styles from './frame-parts.module.css';
import { classesOf } from './classes.ts';
import { useT } from './language.tsx';

const css = classesOf(styles);

/** Four cells, three full and one hollow: what is open, and what is still to come. */
const Mark = () => (
  <svg className={css('mark')} viewBox="0 0 24 24" aria-hidden="true">
    <path d="M1 1h10v10H1zM1 13h10v10H1zM13 13h10v10H13z" />
    <path d="M14 2h8v8h-8z" className={css('mark-hollow')} />
  </svg>
);

/** The mark and the name, a link when it is told where to; `children` say which place this is. */
export function Brand({ to, children }: { to?: string; children?: ReactNode }) {
  const t = useT();
  const words = (
    <>
      <Mark />
      <b>{t('design.brand')}</b>
      {children}
    </>
  );
  if (to === undefined) return <p className={css('brand')}>{words}</p>;
  return (
    <Link to={to} className={css('brand')}>
      {words}
    </Link>
  );
}

/** The first stop of the keyboard: past the header to the content. */
export function SkipLink() {
  const t = useT();
  return (
    <a className={css('skip')} href="#content">
      {t('design.skip')}
    </a>
  );
}

interface Switch {
  name: 'language' | 'display';
  value: string;
  words: string;
  lang?: string;
}

/** A button that stores one preference and comes back to the page, without scripts. */
function SwitchButton({ page, name, value, words, lang }: Switch & { page: Page }) {
  return (
    <form method="post" action="/preferences">
      <input type="hidden" name="back" value={page.url} />
      <button className={css('switch')} name={name} value={value} lang={lang}>
        {words}
      </button>
    </form>
  );
}

/** Over every page: whose city, that it is a demonstration, and how the page can be shown otherwise. */
export function ServiceBar({ page, wide }: { page: Page; wide?: boolean }) {
  const t = useT();
  const large = page.display === 'large';
  const other = page.language === 'en' ? 'zh-CN' : 'en';
  return (
    <div className={css('service')}>
      <div className={css('inner', wide && 'wide')}>
        <span className={css('grow')}>
          {page.city.demonstration ? t('design.demonstration') : page.city.name}
        </span>
        <SwitchButton
          page={page}
          name="display"
          value={large ? 'standard' : 'large'}
          words={t(large ? 'design.display.standard' : 'design.display.large')}
        />
        <SwitchButton
          page={page}
          name="language"
          value={other}
          words={other === 'en' ? 'English' : '中文'}
          lang={other}
        />
      </div>
    </div>
  );
}
