import { nextDay } from '../time/working-days.ts';

/** One thing that is due on a day. */
export interface CalendarEntry {
  /** Stays the same while it waits: a calendar that reads again changes it in place. */
  uid: string;
  /** YYYY-MM-DD. */
  day: string;
  title: string;
  text: string;
  /** Absent where the platform does not know its own address. */
  url?: string;
}

export interface CalendarFile {
  name: string;
  /** When it was made. */
  at: Date;
  entries: readonly CalendarEntry[];
}

const LONGEST_LINE = 75;
const octets = new TextEncoder();

/** RFC 5545 3.3.11: text with its separators escaped, line breaks as `\n`. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[;,]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r\n|[\n\r]/g, '\\n')
    .replaceAll(/\p{Cc}/gu, ' ');

/** RFC 5545 3.1: no line longer than 75 octets, and no character cut in two. */
export function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let bytes = 0;
  for (const sign of line) {
    const size = octets.encode(sign).length;
    if (bytes + size > LONGEST_LINE) {
      lines.push(current);
      current = ' ';
      bytes = 1;
    }
    current += sign;
    bytes += size;
  }
  return [...lines, current].join('\r\n');
}

const stamp = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');
const dayOf = (day: string): string => day.replaceAll('-', '');

/** A calendar as `text/calendar`: whole days, which take no one's time. */
export function calendarFile({ name, at, entries }: CalendarFile): string {
  const events = entries.flatMap(({ uid, day, title, text, url }) => [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${stamp(at)}`,
    `DTSTART;VALUE=DATE:${dayOf(day)}`,
    `DTEND;VALUE=DATE:${dayOf(nextDay(day))}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    ...(url === undefined ? [] : [`URL:${url}`]),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]);
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Kaishu//Tasks//ZH', 'CALSCALE:GREGORIAN'],
    ...['METHOD:PUBLISH', `X-WR-CALNAME:${escaped(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT6H'],
    ...events,
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
