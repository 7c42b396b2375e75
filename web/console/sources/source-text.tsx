import type { ComponentProps } from 'react';
import { TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';

/** Texts of a source that a person writes; label and hint are in the locale under the same name. */
type Named =
  | 'name'
  | 'everySeconds'
  | 'url'
  | 'header'
  | 'path'
  | 'pattern'
  | 'host'
  | 'port'
  | 'database'
  | 'user'
  | 'rows'
  | 'parameter'
  | 'first'
  | 'nextPath'
  | 'secret';
const WITHOUT_HINT = ['host', 'port', 'database', 'parameter', 'first', 'nextPath'] as const;
type WithoutHint = (typeof WITHOUT_HINT)[number];
const hasNoHint = (name: Named): name is WithoutHint => WITHOUT_HINT.some((each) => each === name);

type SourceTextProps = Omit<ComponentProps<typeof TextField>, 'label' | 'hint' | 'name'> & {
  name: Named;
  /** What the hint needs to say. */
  args?: Record<string, number>;
};

/** One labelled control of a source. */
export function SourceText({ name, args, ...rest }: SourceTextProps) {
  const t = useT();
  const hint = hasNoHint(name) ? {} : { hint: t(`source.${name}-hint`, args) };
  return <TextField label={t(`source.${name}`)} {...hint} name={name} {...rest} />;
}
