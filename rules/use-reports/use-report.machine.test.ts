import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actors, bodyId, keepsItsTable, PEOPLE } from '../machine/testing/keeps-its-table.ts';
import { step, type Outcome } from '../machine/machine.ts';
import { monthsAfter, periodsOver } from './report-periods.ts';
import {
  USE_REPORT_EVENTS,
  USE_REPORT_STATES,
  useReportMachine,
  type UseReportThing,
} from './use-report.machine.ts';
import { uncited } from './use-report.schema.ts';
import { nextDay } from '../time/working-days.ts';

const things = fc.record<UseReportThing>({
  state: fc.constantFrom(...USE_REPORT_STATES),
  ownerId: fc.constantFrom(...PEOPLE),
  organisationId: fc.constantFrom('own', null),
  bodyId,
  district: fc.constantFrom('own', null),
  filedBy: fc.constantFrom(...PEOPLE, null),
  interested: fc.subarray([...PEOPLE]),
  isComplete: fc.boolean(),
  isCited: fc.boolean(),
  isLate: fc.boolean(),
  reasons: fc.constantFrom([], [' '], ['没有写明算法']),
});

describe('the life cycle of a report on use', () => {
  keepsItsTable(useReportMachine, things);

  it('[xz-29] given any sequence of events, then a report is accepted only complete, with sources, and by nobody of the data user’s side', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...USE_REPORT_EVENTS), actors, things), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(steps, (taken) => {
        let state: UseReportThing['state'] = 'due';
        let isWhole = false;
        for (const [event, actor, thing] of taken) {
          const outcome: Outcome<UseReportThing['state']> = step(
            useReportMachine,
            { ...thing, state },
            event,
            actor,
          );
          if (!outcome.ok) continue;
          if (event === 'file') isWhole = thing.isComplete && thing.isCited;
          if (event === 'accept') {
            expect(isWhole).toBe(true);
            if (actor.accountId !== null) expect(thing.interested).not.toContain(actor.accountId);
          }
          if (event === 'return') expect(thing.reasons.join('').trim()).not.toBe('');
          if (event === 'fall-overdue') expect(thing.isLate).toBe(true);
          state = outcome.state;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the periods of reports', () => {
  it('[xz-29] given a use of a year and a report every five months, then the last period ends with the use', () => {
    expect(periodsOver('2026-01-31', '2026-12-31', 5, '2027-01-01')).toEqual([
      { number: 1, from: '2026-01-31', until: '2026-06-29' },
      { number: 2, from: '2026-06-30', until: '2026-11-29' },
      { number: 3, from: '2026-11-30', until: '2026-12-31' },
    ]);
    expect(periodsOver('2026-01-31', '2026-12-31', 5, '2026-06-29')).toEqual([]);
    expect(periodsOver('2026-01-31', '2026-12-31', 5, '2026-06-30')).toHaveLength(1);
    expect(monthsAfter('2027-11-30', 3)).toBe('2028-02-29');
  });

  it('[xz-29] given any use, then its periods follow one another without a gap and end before the day', () => {
    const day = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, fc.integer({ min: 1, max: 24 }), day, (from, until, months, today) => {
        const periods = periodsOver(from, until, months, today);
        let first = from;
        for (const [place, period] of periods.entries()) {
          expect(period).toMatchObject({ number: place + 1, from: first });
          expect(period.from <= period.until && period.until <= until && period.until < today).toBe(true);
          first = nextDay(period.until);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the sources of outcomes', () => {
  it('[xz-29] given outcomes, then each names the publisher and the dataset by its name or code', () => {
    const outcome = (citation: string) => ({ kind: 'paper' as const, title: '论文', link: '', citation });
    const of = { dataset: { code: 'SH-JTW-000001', name: '停车场信息' }, publisher: '市交通委' };
    const outcomes = ['市交通委《停车场信息》', '市交通委 SH-JTW-000001', '停车场信息', '市交通委', ''].map(
      outcome,
    );
    expect(uncited(outcomes, of)).toEqual([2, 3, 4]);
  });
});
