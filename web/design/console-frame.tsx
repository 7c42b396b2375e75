import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import type { Page } from '../app/page.tsx';
import styles from './console-frame.module.css';
import { classesOf } from './classes.ts';
import { Brand, ServiceBar, SkipLink } from './frame-parts.tsx';
import { useT } from './language.tsx';

const css = classesOf(styles);

export interface RailItem {
  to: string;
  name: string;
  /** How many wait there. */
  count?: number | undefined;
  /** Only this very address is marked, not what lies under it. */
  end?: boolean;
}

export interface Identity {
  /** What the form sends as `membership`. */
  value: string;
  name: string;
}

interface ConsoleFrameProps {
  page: Page;
  rail: readonly RailItem[];
  /** Where messages are, and how many are unread. */
  messages?: RailItem;
  /** All identities that the viewer can act in; the first is the one in use. */
  identities: readonly Identity[];
  /** Takes the POST of `membership` (one of the identities) and `back`. */
  switchAction: string;
  /** Takes the POST that ends the session. */
  signOutAction: string;
  /** Sent along with both forms. */
  csrf?: ReactNode;
  children: ReactNode;
}

/** The working place: service bar, identity switcher, a rail of 184 px and the page. */
export function ConsoleFrame(props: ConsoleFrameProps) {
  const { page, rail, messages, children } = props;
  const t = useT();
  return (
    <>
      <header className={css('header')}>
        <SkipLink />
        <ServiceBar page={page} wide />
        <div className={css('bar')}>
          <Brand to="/console">
            <span className={css('place')}>{t('design.console')}</span>
          </Brand>
          {messages && (
            <Link to={messages.to} className={css('messages')}>
              {messages.name}
              {messages.count !== undefined && messages.count > 0 && (
                <b className={css('unread')}>{messages.count}</b>
              )}
            </Link>
          )}
          <IdentitySwitcher {...props} />
        </div>
      </header>
      <div className={css('body')}>
        <nav className={css('rail')} aria-label={t('design.console')}>
          <ul>
            {rail.map(({ to, name, count, end }) => (
              <li key={to}>
                <NavLink to={to} end={end ?? false}>
                  <span>{name}</span>
                  {count !== undefined && count > 0 && <span className={css('count')}>{count}</span>}
                </NavLink>
              </li>
            ))}
            <li className={css('parted')}>
              <Link to="/">{t('design.console.to-portal')}</Link>
            </li>
          </ul>
        </nav>
        <main id="content" className={css('main')}>
          {children}
        </main>
      </div>
    </>
  );
}

function IdentitySwitcher({ page, identities, switchAction, signOutAction, csrf }: ConsoleFrameProps) {
  const t = useT();
  const [now, ...others] = identities;
  return (
    <details className={css('identity')}>
      <summary>
        <span className={css('quiet')}>{t('design.console.identity')}</span>{' '}
        <b>{now?.name ?? page.viewer?.name}</b>
      </summary>
      <div className={css('menu')}>
        <p className={css('quiet')}>{page.viewer?.name}</p>
        {others.length > 0 && (
          <form method="post" action={switchAction}>
            {csrf}
            <input type="hidden" name="back" value="/console" />
            {others.map(({ value, name }) => (
              <button key={value} className={css('choice')} name="membership" value={value}>
                {t('design.console.switch-to', { name })}
              </button>
            ))}
          </form>
        )}
        <form method="post" action={signOutAction}>
          {csrf}
          <button className={css('choice')}>{t('design.console.sign-out')}</button>
        </form>
      </div>
    </details>
  );
}
