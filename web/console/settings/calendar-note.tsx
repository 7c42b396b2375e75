import { useFormat, useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';

export interface CalendarFacts {
  /** The last day whose holidays are known. */
  end: string;
  short: boolean;
}

/** Warns before clocks would count holidays as working days. */
export function CalendarNote({ end, short }: CalendarFacts) {
  const t = useT();
  const format = useFormat();
  if (!short) return null;
  return (
    <Note kind="warning" title={t('console.settings.calendar-short', { end: format.day(end) })}>
      <p>{t('console.settings.calendar-mend')}</p>
    </Note>
  );
}
