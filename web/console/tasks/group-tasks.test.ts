import { describe, expect, it } from 'vitest';
import { clockView } from '../../../rules/time/working-clock.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { dueStrip, groupTasks, partsOf, ROWS, taskPath } from './group-tasks.ts';

const NOW = new Date('2026-11-20T14:00:00+08:00');
const LIMITS = { limit: 5, target: 3, basis: null };

const aTask = (changes: Partial<Task> = {}): Task => ({
  kind: 'decide-list-change',
  thingId: 'w1',
  datasetId: 'd1',
  title: '公共停车场',
  notes: [],
  since: '2026-11-18T02:00:00Z',
  clock: null,
  ...changes,
});
const started = (day: string): Task =>
  aTask({ thingId: day, clock: clockView(LIMITS, new Date(`${day}T10:00:00+08:00`), NOW) });

describe('my tasks', () => {
  it('given clocks of every standing, when grouped, then what is due, over or past the target is for today', () => {
    const over = started('2026-11-10');
    const due = started('2026-11-13');
    const pastTarget = started('2026-11-16');
    const running = started('2026-11-19');
    const undated = aTask();
    const groups = groupTasks([over, due, pastTarget, running, undated]);
    expect(groups).toEqual({ today: [over, due, pastTarget], next: [running], undated: [undated] });
  });

  it('given more tasks than rows, when shown, then each group begins, and its pages follow one by one', () => {
    const many = Array.from({ length: ROWS + 3 }, (_, i) => aTask({ thingId: String(i) }));
    const running = started('2026-11-19');
    const groups = { today: [], next: [running], undated: many };
    expect(partsOf(groups, null)).toEqual([
      { kind: 'next', tasks: [running], total: 1, page: 1, nextPage: null },
      { kind: 'undated', tasks: many.slice(0, ROWS), total: ROWS + 3, page: 1, nextPage: 2 },
    ]);
    expect(partsOf(groups, { kind: 'undated', page: 2 })).toEqual([
      { kind: 'undated', tasks: many.slice(ROWS), total: ROWS + 3, page: 2, nextPage: null },
    ]);
    expect(partsOf(groups, { kind: 'undated', page: 3 })).toEqual([]);
  });

  it('given more tasks on a day than marks, when the strip is drawn, then the rest is counted', () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ ...started('2026-11-19'), thingId: String(i) }));
    const day = dueStrip(many, '2026-11-20').find(({ tasks }) => tasks.length > 0);
    expect(day).toMatchObject({ more: 6 });
    expect(day?.tasks).toHaveLength(24);
  });

  it('given a Friday, when the strip is drawn, then it has ten working days, a gap before Monday, and holds what is over on the first', () => {
    const over = started('2026-11-10');
    const running = started('2026-11-19');
    const strip = dueStrip([over, running, aTask()], '2026-11-20');
    expect(strip.map(({ day }) => day.slice(8))).toEqual([
      '20',
      '23',
      '24',
      '25',
      '26',
      '27',
      '30',
      '01',
      '02',
      '03',
    ]);
    expect(strip.filter(({ gap }) => gap).map(({ day }) => day)).toEqual(['2026-11-23', '2026-11-30']);
    expect(strip.filter(({ newMonth }) => newMonth).map(({ day }) => day)).toEqual([
      '2026-11-20',
      '2026-12-01',
    ]);
    expect(strip[0]?.tasks).toEqual([over]);
    expect(strip.find(({ day }) => day === '2026-11-26')?.tasks).toEqual([running]);
  });

  it('given a weekend, when the strip is drawn, then Monday comes first and is not today', () => {
    const [first] = dueStrip([], '2026-11-21');
    expect(first).toMatchObject({ day: '2026-11-23', isToday: false });
  });

  it('given each kind of task, when followed, then it leads to the page where it is done', () => {
    expect(taskPath(aTask({ kind: 'confirm-reading', thingId: 'u1' }))).toBe('/console/uploads/u1');
    expect(taskPath(aTask({ kind: 'publish-version', thingId: 'v1' }))).toBe('/console/datasets/d1#version');
    expect(taskPath(aTask({ kind: 'mend-returned' }))).toBe('/console/datasets/d1');
    expect(taskPath(aTask())).toBe('/console/work-orders/w1');
  });
});
