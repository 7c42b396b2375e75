import type { ListEntry } from '../datasets/list-entry.schema.ts';

/** What makes one of two that fit alike the better answer; the shares sum to 1. */
const SHARES = { reach: 0.7, described: 0.3 };
/** How much of the city a dataset is about: a part of a district, a district, the whole. */
const REACH = { part: 0, district: 0.6, city: 1 };

const PART_OF_DISTRICT = /[^各、和及]{2}(?:街道|镇|乡|村|居委)/u;

/** How well a dataset stands among those that fit alike, from 0 to 1: wide before narrow, described before bare. */
export function standingOf(entry: ListEntry, district: string | null): number {
  const fields = Math.min(1, entry.fields.length / 5);
  const described = (entry.summary.length > 20 ? 0.5 : 0) + fields * 0.5;
  const reach = PART_OF_DISTRICT.test(entry.name) ? 'part' : district === null ? 'city' : 'district';
  return SHARES.reach * REACH[reach] + SHARES.described * described;
}

/** The one district that a dataset is about, if it is about one. */
export function districtOf(
  { name, area }: ListEntry,
  publisher: string,
  districts: readonly string[],
): string | null {
  const told = [name, publisher, area];
  return districts.find((district) => told.some((text) => text.includes(district))) ?? null;
}
