import { Type, type Static } from 'typebox';
import { Literals } from '../api/views.ts';
import { Grade } from '../gradings/guideline.schema.ts';
import { COLUMN_TYPES } from '../reading/reading.schema.ts';
import { OPEN_CLASSES } from './open-class.ts';

export { isStricter, OPEN_CLASSES } from './open-class.ts';
export const OpenClass = Literals(OPEN_CLASSES);
export type OpenClass = (typeof OPEN_CLASSES)[number];

export const UPDATE_FREQUENCIES = [
  'realtime',
  'hourly',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'half-yearly',
  'yearly',
  'irregular',
  'static',
] as const;
export const UpdateFrequency = Literals(UPDATE_FREQUENCIES);
export type UpdateFrequency = (typeof UPDATE_FREQUENCIES)[number];

const line = (maxLength: number) => Type.String({ maxLength });

export const Field = Type.Object(
  {
    name: line(200),
    label: line(500),
    type: Literals(COLUMN_TYPES),
    unit: line(50),
    description: line(2000),
    /** The catalogue field that it comes from (`xz-9`), empty while unbound. */
    binding: line(200),
  },
  { additionalProperties: false },
);
export type Field = Static<typeof Field>;

/** What `xz-9` asks of an entry of the open list. Every part may be empty while it is a draft. */
export const ListEntry = Type.Object(
  {
    name: line(200),
    summary: line(5000),
    domain: line(50),
    keywords: Type.Array(line(50), { maxItems: 20 }),
    timeCoverage: line(200),
    area: line(200),
    relations: line(2000),
    updateFrequency: UpdateFrequency,
    /** Why static data is not updated: what cannot be any more says so (`xz-10-1`). */
    staticReason: Type.String({ maxLength: 2000, default: '' }),
    openClass: OpenClass,
    conditions: Type.Array(line(1000), { maxItems: 30 }),
    materials: Type.Array(line(500), { maxItems: 30 }),
    fields: Type.Array(Field, { maxItems: 5000 }),
    grade: Grade,
    /** Why the class becomes stricter (`xz-11`). */
    explanation: line(5000),
  },
  { additionalProperties: false },
);
export type ListEntry = Static<typeof ListEntry>;

/** What describes data beside its name, in the order of `xz-9`, as pages and files have it. */
export const DESCRIBING_ELEMENTS = [
  'summary',
  'domain',
  'keywords',
  'timeCoverage',
  'area',
  'relations',
  'updateFrequency',
  'staticReason',
  'openClass',
  'conditions',
  'materials',
] as const satisfies readonly (keyof ListEntry)[];

/** True when levels were decided (`xz-13`); what another portal exported comes without. */
export const isGraded = (entry: ListEntry | null): boolean =>
  entry !== null && Object.keys(entry.grade.levels).length > 0;

export const emptyEntry = (): ListEntry => ({
  name: '',
  summary: '',
  domain: '',
  keywords: [],
  timeCoverage: '',
  area: '',
  relations: '',
  updateFrequency: 'static',
  staticReason: '',
  openClass: 'unconditional',
  conditions: [],
  materials: [],
  fields: [],
  grade: { levels: {}, evidence: '' },
  explanation: '',
});

/** What is public of an entry: of a closed one only the name, and why it is closed. */
export function publicPart(entry: ListEntry): ListEntry {
  if (entry.openClass !== 'closed') return entry;
  const { name, domain, openClass, updateFrequency, grade, explanation } = entry;
  return { ...emptyEntry(), name, domain, openClass, updateFrequency, grade, explanation };
}
