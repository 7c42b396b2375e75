import { describe, expect, it } from 'vitest';
import { emptyFacts } from '../column-facts.ts';
import { decideColumn } from '../column-type.ts';
import type { Reading } from '../reading.schema.ts';
import { lookAtPlaces } from './coordinate-choices.ts';
import { hasPlaces } from './has-places.ts';
import { systemGroups } from './system-groups.ts';
import { isKnownSystem, projectionOf } from './systems.ts';

const column = (label: string, type: 'decimal' | 'geometry' = 'decimal') => ({
  ...{ name: label, label },
  ...decideColumn(emptyFacts(), label),
  type,
});
const reading = (labels: readonly string[], changes: Partial<Reading> = {}): Reading => ({
  ...{ format: 'csv', entry: null, encoding: 'utf-8' },
  dialect: { delimiter: ',', quote: '"', escape: '"', newline: 'lf' },
  ...{ preambleRows: 0, headerRows: 1, footerRows: 0, rows: 1, table: 1, tables: [], warnings: [] },
  columns: labels.map((label) => column(label, label === 'geometry' ? 'geometry' : 'decimal')),
  coordinateSystem: null,
  plan: { regular: true, totalRows: 2, longestRow: 9, lenient: false },
  ...changes,
});
const row = (...cells: string[]) => [
  { number: 1, role: 'header', cells: ['经度', '纬度'] },
  { number: 2, role: 'data', cells },
];

describe('what each system makes of a place', () => {
  it('[xz-16] given longitude and latitude, when looked at, then four systems say where and how far it moves', () => {
    const unstated = reading(['名称', '纬度', '经度'], {
      warnings: [{ code: 'coordinates-unstated', row: null, column: null, args: { unit: 'degrees' } }],
    });
    const look = lookAtPlaces(unstated, row('站', '31.23', '121.47'));
    expect(look).toMatchObject({ row: 2, x: 121.47, y: 31.23 });
    expect(
      look?.choices.map(({ system, metres }) => [system, Math.round((metres ?? NaN) / 10) * 10]),
    ).toEqual([
      ['WGS-84', 0],
      ['GCJ-02', 480],
      ['BD-09', 1150],
      ['CGCS2000', 0],
    ]);
  });

  it('given geometry in a projection, when looked at, then that projection alone is shown', () => {
    const projected = reading(['geometry'], { coordinateSystem: 'EPSG:4549' });
    const look = lookAtPlaces(projected, row('POINT (500000 3456000)'));
    expect(look?.choices).toHaveLength(1);
    expect(look?.choices[0]).toMatchObject({ system: 'EPSG:4549', metres: null });
    expect(look?.choices[0]?.place?.[0]).toBeCloseTo(120, 6);
  });

  it('given no place, when looked at, then there is nothing to choose', () => {
    expect(lookAtPlaces(reading(['名称']), row('站'))).toBeNull();
    expect(hasPlaces(reading(['经度', '纬度']))).toBe(false);
    expect(lookAtPlaces(reading(['geometry']), row(''))).toBeNull();
  });

  it('given the systems that can be chosen, when asked, then each is known and zones lie on their meridian', () => {
    const all = [true, false].flatMap(systemGroups).flatMap(({ systems }) => systems);
    expect(all.filter(({ system }) => !isKnownSystem(system))).toEqual([]);
    expect(new Set(all.map(({ system }) => system)).size).toBe(all.length);
    for (const { system, meridian, zone } of all.filter(({ meridian: each }) => each !== null)) {
      const definition = projectionOf(system) ?? '';
      if (definition.includes('tmerc')) expect(definition).toContain(`+lon_0=${String(meridian)} `);
      if (zone !== null)
        expect(definition).toMatch(new RegExp(`x_0=${String(zone)}500000|zone=${String(zone)}`));
    }
  });
});
