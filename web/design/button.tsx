import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './button.module.css';
import { classesOf } from './classes.ts';
import { Icon, type IconName } from './icon.tsx';

const css = classesOf(styles);

/** One `primary` a screen; `danger` for what cannot be taken back; `plain` looks like a link. */
export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'plain';

interface Shown {
  kind?: ButtonKind;
  small?: boolean;
  wide?: boolean;
  icon?: IconName;
  children: ReactNode;
}

const classOf = ({ kind = 'secondary', small, wide }: Omit<Shown, 'children'>): string =>
  css('button', kind, small && 'small', wide && 'wide');

type ButtonProps = Shown &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'disabled'> & {
    /** Why it cannot be pressed: shown beside it, read with it. */
    disabledBecause?: string | undefined;
  };

export function Button({
  kind,
  small,
  wide,
  icon,
  children,
  disabledBecause,
  type = 'submit',
  ...rest
}: ButtonProps) {
  const shown = { ...(kind && { kind }), ...(small && { small }), ...(wide && { wide }) };
  if (disabledBecause === undefined) {
    return (
      <button type={type} className={classOf(shown)} {...rest}>
        {icon && <Icon name={icon} />}
        {children}
      </button>
    );
  }
  return (
    <span className={css('disabled-pair')}>
      <button type="button" className={`${classOf(shown)} ${css('disabled')}`} aria-disabled="true" {...rest}>
        {icon && <Icon name={icon} />}
        {children}
      </button>
      <span className={css('because')}>{disabledBecause}</span>
    </span>
  );
}

type LinkButtonProps = Shown & {
  to: string;
  /** Leaves React Router: files, API answers, other sites. */
  plainLink?: boolean;
  /** Right of the words: a size, a count. */
  aside?: string | undefined;
};

export function LinkButton({ to, plainLink, aside, icon, children, ...shown }: LinkButtonProps) {
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {aside && <span className={css('aside')}>{aside}</span>}
    </>
  );
  const className = classOf(shown) + (aside ? ` ${css('with-aside')}` : '');
  return plainLink ? (
    <a href={to} className={className}>
      {inside}
    </a>
  ) : (
    <Link to={to} className={className}>
      {inside}
    </Link>
  );
}
