import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import type { Page } from '../app/page.tsx';
import styles from './site-frame.module.css';
import { classesOf } from './classes.ts';
import { Icon } from './icon.tsx';
import { useT } from './language.tsx';

const css = classesOf(styles);

/** Four cells, three full and one hollow: what is open, and what is still to come. */
export const Mark = () => (
  <svg className={css('mark')} viewBox="0 0 24 24" aria-hidden="true">
    <path d="M1 1h10v10H1zM1 13h10v10H1zM13 13h10v10H13z" />
    <path d="M14 2h8v8h-8z" className={css('mark-hollow')} />
  </svg>
);

const NAVIGATION = [
  { to: '/datasets', key: 'design.nav.datasets' },
  { to: '/permissions', key: 'design.nav.rules' },
  { to: '/developers', key: 'design.nav.developers' },
  { to: '/about', key: 'design.nav.about' },
] as const;

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

function SiteHeader({ page }: { page: Page }) {
  const t = useT();
  return (
    <header>
      <a className={css('skip')} href="#content">
        {t('design.skip')}
      </a>
      <ServiceBar page={page} />
      <div className={css('inner', 'bar')}>
        <Link to="/" className={css('brand')}>
          <Mark />
          <b>{t('design.brand')}</b>
          <span className={css('platform')}>{page.city.platformName}</span>
        </Link>
        <nav className={css('navigation')} aria-label={t('design.nav.label')}>
          <ul>
            {NAVIGATION.map(({ to, key }) => (
              <li key={to}>
                <NavLink to={to}>{t(key)}</NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <span className={css('account')}>
          <Icon name="person" />
          {page.viewer ? (
            <Link to="/console">{page.viewer.name}</Link>
          ) : (
            <Link to="/sign-in">{t('design.sign-in')}</Link>
          )}
        </span>
      </div>
    </header>
  );
}

const FOOTER = [
  {
    title: 'design.footer.find',
    links: [
      { to: '/datasets', key: 'design.footer.all-datasets' },
      { to: '/developers', key: 'design.footer.interfaces' },
    ],
  },
  {
    title: 'design.footer.rules',
    links: [
      { to: '/about', key: 'design.footer.provisions' },
      { to: '/permissions', key: 'design.footer.permissions' },
    ],
  },
  {
    title: 'design.footer.platform',
    links: [
      { to: '/about', key: 'design.nav.about' },
      { to: '/design', key: 'design.footer.design' },
    ],
  },
] as const;

function SiteFooter() {
  const t = useT();
  return (
    <footer className={css('footer')}>
      <div className={css('inner', 'footer-grid')}>
        <div className={css('footer-about')}>
          <p className={css('brand')}>
            <Mark />
            <b>{t('design.brand')}</b>
          </p>
          <p>{t('design.footer.about')}</p>
        </div>
        {FOOTER.map(({ title, links }) => (
          <div key={title}>
            <h2 className={css('footer-title')}>{t(title)}</h2>
            <ul>
              {links.map(({ to, key }) => (
                <li key={key}>
                  <Link to={to}>{t(key)}</Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </footer>
  );
}

/** Header, content and footer of every public page. */
export function SiteFrame({ page, children }: { page: Page; children: ReactNode }) {
  return (
    <>
      <SiteHeader page={page} />
      <main id="content" className={css('inner', 'main')}>
        {children}
      </main>
      <SiteFooter />
    </>
  );
}
