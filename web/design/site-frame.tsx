import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import type { Page } from '../app/page.tsx';
import styles from './site-frame.module.css';
import { classesOf } from './classes.ts';
import { Brand, ServiceBar, SkipLink } from './frame-parts.tsx';
import { Icon } from './icon.tsx';
import { useT } from './language.tsx';

const css = classesOf(styles);

/** `wide`: on phones it is found at the foot of the page only. */
const NAVIGATION = [
  { to: '/datasets', key: 'design.nav.datasets' },
  { to: '/bodies', key: 'design.nav.bodies' },
  { to: '/graph', key: 'design.nav.graph' },
  { to: '/map', key: 'map.title', wide: true },
  { to: '/statistics', key: 'design.nav.statistics' },
  { to: '/developers', key: 'design.nav.developers' },
  { to: '/about', key: 'design.nav.about' },
] as const;

function SiteHeader({ page }: { page: Page }) {
  const t = useT();
  return (
    <header>
      <SkipLink />
      <ServiceBar page={page} />
      <div className={css('bar')}>
        <Brand to="/">
          <span className={css('platform')}>{page.city.platformName}</span>
        </Brand>
        <nav className={css('navigation')} aria-label={t('design.nav.label')}>
          <ul>
            {NAVIGATION.map(({ to, key, ...rest }) => (
              <li key={to} className={css('wide' in rest && 'wide')}>
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
      { to: '/bodies', key: 'design.footer.bodies' },
      { to: '/graph', key: 'design.footer.graph' },
      { to: '/map', key: 'map.all-title' },
      { to: '/developers', key: 'design.footer.interfaces' },
    ],
  },
  {
    title: 'design.footer.rules',
    links: [
      { to: '/about', key: 'design.footer.provisions' },
      { to: '/guideline', key: 'design.footer.guideline' },
      { to: '/permissions', key: 'design.footer.permissions' },
      { to: '/reports/new', key: 'misconduct.report.title' },
      { to: '/notices', key: 'misconduct.notices.title' },
      { to: '/rules', key: 'platformRules.title' },
    ],
  },
  {
    title: 'design.footer.platform',
    links: [
      { to: '/statistics', key: 'design.footer.statistics' },
      { to: '/about', key: 'design.nav.about' },
      { to: '/design', key: 'design.footer.design' },
    ],
  },
] as const;

function SiteFooter() {
  const t = useT();
  return (
    <footer className={css('footer')}>
      <div className={css('footer-grid')}>
        <div className={css('footer-about')}>
          <Brand />
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
      <main id="content" className={css('main')}>
        {children}
      </main>
      <SiteFooter />
    </>
  );
}
