import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { isMessageKey } from '../../locales/index.ts';
import { calendarFile, folded } from './calendar-file.ts';
import { dueAt, MOST_ATTEMPTS, retryAt } from './delivery.ts';
import { MESSAGE_RULES } from './message-rules.ts';

describe('the rules of messages', () => {
  it('given every event of which people are told, then somebody is told and there are words for it in both languages', () => {
    for (const [action, rule] of Object.entries(MESSAGE_RULES)) {
      expect([action, isMessageKey(`act.${action}`)]).toEqual([action, true]);
      expect(rule.to.length).toBeGreaterThan(0);
    }
  });

  // 2026-11-23 is a Monday; times are those of the city.
  it.each([
    ['at-once', '2026-11-23T10:00', '2026-11-23T10:00'],
    ['daily', '2026-11-23T07:59', '2026-11-23T08:00'],
    ['daily', '2026-11-23T08:00', '2026-11-24T08:00'],
    ['weekly', '2026-11-23T07:59', '2026-11-23T08:00'],
    ['weekly', '2026-11-23T08:00', '2026-11-30T08:00'],
    ['weekly', '2026-12-31T12:00', '2027-01-04T08:00'],
  ] as const)(
    'given a message that is wanted %s, when it comes at %s, then it is due at %s',
    (rhythm, now, due) => {
      expect(dueAt(rhythm, new Date(`${now}:00+08:00`))).toEqual(new Date(`${due}:00+08:00`));
    },
  );

  it('given attempts that fail, when the next is made, then each waits longer than the one before', () => {
    const now = new Date('2026-11-23T02:00:00Z');
    const waits = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, at) => retryAt(at + 1, now).getTime());
    expect(waits).toEqual([...new Set(waits)].toSorted((a, b) => a - b));
  });
});

describe('a calendar as a file', () => {
  it('given any texts, when the file is read as calendars are, then they come out as they were, on lines of 75 octets at most', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
      .filter((each) => !/\p{Cc}/u.test(each));
    fc.assert(
      fc.property(text, text, text, (title, one, other) => {
        const entry = { uid: 'a@kaishu', day: '2026-12-31', title, text: `${one}\n${other}` };
        const file = calendarFile({ name: '到期', at: new Date('2026-11-23T02:00:00Z'), entries: [entry] });
        const lines = file.split('\r\n');
        expect(lines.filter((line) => new TextEncoder().encode(line).length > 75)).toEqual([]);
        const [event] = ICAL.Component.fromString(file).getAllSubcomponents('vevent');
        expect(event?.getFirstPropertyValue('summary')).toBe(title);
        expect(event?.getFirstPropertyValue('description')).toBe(`${one}\n${other}`);
        expect(event?.getFirstPropertyValue('dtend')?.toString()).toBe('2027-01-01');
      }),
    );
  });

  it('given a line of any signs, when it is folded and unfolded, then it is the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (line) => {
        fc.pre(!/[\r\n]/.test(line));
        expect(folded(line).replaceAll('\r\n ', '')).toBe(line);
      }),
    );
  });
});
