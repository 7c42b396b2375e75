import styles from './icon.module.css';
import { classesOf } from './classes.ts';

const css = classesOf(styles);

/** Grid 16, line 1.5, square ends. */
const PATHS = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.4 10.4L14 14',
  download: 'M8 2v8M4.5 7L8 10.5L11.5 7M2.5 13.5h11',
  flag: 'M3.5 14.5V2.5h8l-2 3l2 3h-8',
  code: 'M5 4L1.5 8L5 12M11 4l3.5 4L11 12',
  filter: 'M2 4h12M4.5 8h7M6.5 12h3',
  sort: 'M5 13V3M2.5 5.5L5 3l2.5 2.5M11 3v10M8.5 10.5L11 13l2.5-2.5',
  check: 'M2.5 8.5L6.5 12.5L13.5 4',
  cross: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  clock: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M8 4.5V8l2.5 2',
  file: 'M3.5 1.8h6l3 3v9.4h-9zM9.2 2v3.2h3.2',
  bell: 'M3 12h10l-1.3-2V7a3.7 3.7 0 0 0-7.4 0v3zM6.5 14h3',
  external: 'M6.5 3h-4v10.5H13v-4M9 2.5h4.5V7M13 3L7.5 8.5',
  lock: 'M3 7h10v7H3zM5 7V5a3 3 0 0 1 6 0v2',
  person: 'M8 2.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6M2.5 14.2c0-3 2.4-4.4 5.5-4.4s5.5 1.4 5.5 4.4',
  right: 'M2 8h11M9 4l4 4l-4 4',
  left: 'M14 8H3M7 4L3 8l4 4',
  down: 'M3.5 6L8 10.5L12.5 6',
  menu: 'M2 4h12M2 8h12M2 12h12',
  alert: 'M8 2L14.5 13.5h-13zM8 6.5v3.5M8 11.2v1',
  plus: 'M8 3v10M3 8h10',
} as const;
export type IconName = keyof typeof PATHS;
export const ICON_NAMES = Object.keys(PATHS) as IconName[];

/** A drawn sign beside words; `label` only where it stands alone (search, close, menu). */
export function Icon({ name, label }: { name: IconName; label?: string }) {
  return (
    <svg
      className={css('icon')}
      viewBox="0 0 16 16"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
