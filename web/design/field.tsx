import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';
import styles from './field.module.css';
import { classesOf } from './classes.ts';
import { useT } from './language.tsx';

const css = classesOf(styles);

interface Described {
  label: string;
  /** What to write, with an example; stands above the control. */
  hint?: ReactNode;
  /** What is wrong and how to mend it. */
  error?: string | undefined;
  optional?: boolean;
}

interface Wiring {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

/** Label, hint and error around one control; the control is wired to all three. */
function Field({
  label,
  hint,
  error,
  optional,
  children,
}: Described & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const t = useT();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={css('field', error && 'wrong')}>
      <label className={css('label')} htmlFor={id}>
        {label}
        {optional && <span className={css('optional')}>{t('design.field.optional')}</span>}
      </label>
      {hint && (
        <div className={css('hint')} id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <p className={css('error')} id={`${id}-error`}>
          <span className={css('unseen')}>{t('design.field.error')}</span>
          {error}
        </p>
      )}
      {children({
        id,
        ...(described && { 'aria-describedby': described }),
        ...(error && { 'aria-invalid': true }),
      })}
    </div>
  );
}

type Input = Described & Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id'>;

export function TextField({ label, hint, error, optional, ...rest }: Input) {
  return (
    <Field label={label} hint={hint} error={error} {...(optional && { optional })}>
      {(wiring) => (
        <input className={css('control', rest.readOnly && 'fixed')} type="text" {...rest} {...wiring} />
      )}
    </Field>
  );
}

type Area = Described & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'id'>;

export function TextArea({ label, hint, error, optional, rows = 4, ...rest }: Area) {
  return (
    <Field label={label} hint={hint} error={error} {...(optional && { optional })}>
      {(wiring) => <textarea className={css('control', 'area')} rows={rows} {...rest} {...wiring} />}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
  hint?: ReactNode;
  /** Right of the label: a count, a mark. */
  aside?: ReactNode;
}

type SelectProps = Described & { options: readonly Option[]; none?: string } & Omit<
    SelectHTMLAttributes<HTMLSelectElement>,
    'className' | 'id'
  >;

/** `none` is the words of the empty choice; without it the first option stands. */
export function Select({ label, hint, error, optional, options, none, ...rest }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error} {...(optional && { optional })}>
      {(wiring) => (
        <select className={css('control', 'select')} {...rest} {...wiring}>
          {none !== undefined && <option value="">{none}</option>}
          {options.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface Choices {
  legend: string;
  name: string;
  options: readonly Option[];
  hint?: ReactNode;
  error?: string | undefined;
  /** Closer together, for filters. */
  compact?: boolean;
  /** Side by side in boxes, for short words. */
  boxed?: boolean;
}

function ChoiceGroup({
  type,
  chosen,
  legend,
  name,
  options,
  hint,
  error,
  compact,
  boxed,
}: Choices & { type: 'radio' | 'checkbox'; chosen: readonly string[] }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <fieldset
      className={css('group', error && 'wrong', compact && 'compact', boxed && 'boxed')}
      aria-describedby={described || undefined}
    >
      <legend className={css('label')}>{legend}</legend>
      {hint && (
        <div className={css('hint')} id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <p className={css('error')} id={`${id}-error`}>
          {error}
        </p>
      )}
      <div className={css('choices')}>
        {options.map((option) => (
          <Choice
            key={option.value}
            type={type}
            name={name}
            option={option}
            chosen={chosen.includes(option.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Choice({
  type,
  name,
  option,
  chosen,
}: {
  type: 'radio' | 'checkbox';
  name: string;
  option: Option;
  chosen: boolean;
}) {
  const id = useId();
  return (
    <div className={css('choice')}>
      <input
        className={css(type)}
        type={type}
        id={id}
        name={name}
        value={option.value}
        defaultChecked={chosen}
        aria-describedby={option.hint ? `${id}-hint` : undefined}
      />
      <label htmlFor={id}>{option.label}</label>
      {option.aside !== undefined && <span className={css('aside')}>{option.aside}</span>}
      {option.hint && (
        <div className={css('choice-hint')} id={`${id}-hint`}>
          {option.hint}
        </div>
      )}
    </div>
  );
}

export const RadioGroup = ({ chosen, ...rest }: Choices & { chosen?: string | undefined }) => (
  <ChoiceGroup type="radio" chosen={chosen === undefined ? [] : [chosen]} {...rest} />
);

export const CheckboxGroup = ({ chosen = [], ...rest }: Choices & { chosen?: readonly string[] }) => (
  <ChoiceGroup type="checkbox" chosen={chosen} {...rest} />
);

/** One box to tick, without a group. */
export function Checkbox({
  name,
  value = 'true',
  label,
  hint,
  chosen = false,
}: {
  name: string;
  value?: string;
  label: string;
  hint?: string;
  chosen?: boolean;
}) {
  return <Choice type="checkbox" name={name} option={{ value, label, hint }} chosen={chosen} />;
}
