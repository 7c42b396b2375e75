import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import type { JsonNode, JsonSurvey } from './json-survey.ts';

/**
 * How records lie in an array or object: `lines` are the values of NDJSON; `objects` and `grid` are an array of objects
 * or of arrays; `values` has one value a record; `keyed…` are the members of an object, whose keys are the first column;
 * `columns` are the members of an object, each an array of the values of one column; `document` is one record.
 */
export const JSON_SHAPES = [
  'document',
  'lines',
  'objects',
  'grid',
  'values',
  'keyedObjects',
  'keyedArrays',
  'keyedValues',
  'columns',
] as const;
export type JsonShape = (typeof JSON_SHAPES)[number];
export const isJsonShape = (text: string | undefined): text is JsonShape =>
  JSON_SHAPES.some((shape) => shape === text);

export interface JsonTable {
  keys: readonly string[];
  shape: JsonShape;
  rows: number;
  /** Null for a grid, whose first row may be its header. */
  labels: string[] | null;
  node: JsonNode;
}

const KEY = 'key';
const VALUE = 'value';
/** Members of an object from which on like ones are records, where fewer would each be a table. */
const MANY_MEMBERS = 16;
/** Members from which on an object of plain values is a list of them and not one record. */
const MANY_VALUES = 50;
/** How much of the union of their keys the members of a keyed table share, beyond what unlike ones would. */
const ALIKE = 0.3;

const columnsOf = (node: JsonNode): string[] => [...node.columns.keys()];
const numbered = (width: number): string[] => Array.from({ length: width }, (_, i) => `column_${i + 1}`);
const scalarsOf = (node: JsonNode): number =>
  [...node.scalars.values()].reduce((sum, count) => sum + count, 0);

const table = (node: JsonNode, shape: JsonShape, labels: string[] | null): JsonTable => ({
  keys: node.keys,
  shape,
  rows: node.elements,
  labels,
  node,
});

/** Columns of the objects; values among them that are none get a column of their own. */
const objectLabels = (node: JsonNode): string[] =>
  node.objects + node.nulls < node.elements ? [...columnsOf(node), VALUE] : columnsOf(node);

const isGrid = (node: JsonNode): boolean =>
  node.arrays > 0 && node.cells > 0 && node.nestedCells * 2 < node.cells;

function arrayTable(node: JsonNode, shape: 'objects' | 'lines' = 'objects'): JsonTable {
  if (node.objects > 0) return table(node, shape, objectLabels(node));
  return isGrid(node) ? table(node, 'grid', null) : table(node, 'values', [VALUE]);
}

/** Whether what the members hold are mostly objects and arrays again, so that they are tables rather than records. */
function areNested(node: JsonNode): boolean {
  const members = [...node.children.values()];
  const cells = members.reduce((sum, { elements }) => sum + elements, 0);
  return members.reduce((sum, { objects, arrays }) => sum + objects + arrays, 0) * 2 > cells;
}

/** Whether the members are objects with mostly the same keys. */
function areAlike(node: JsonNode): boolean {
  if (node.objects < 2 || node.columns.size === 0 || node.tooWide || areNested(node)) return false;
  const share = node.elementKeys / (node.columns.size * node.objects);
  const unlike = 1 / node.objects;
  return (share - unlike) / (1 - unlike) >= ALIKE;
}

function keyedTable(node: JsonNode): JsonTable | null {
  const others = node.elements - node.nulls;
  if (others < 2) return null;
  if (node.objects >= others * 0.9 && areAlike(node))
    return table(node, 'keyedObjects', [KEY, ...objectLabels(node)]);
  if (node.arrays === others) return keyedArrays(node);
  if (scalarsOf(node) < others) return null;
  const isList = node.dataKeys >= node.elements * 0.8 || (others > MANY_VALUES && node.scalars.size === 1);
  return isList ? table(node, 'keyedValues', [KEY, VALUE]) : null;
}

/** Cells of a table kept by columns, which is held in memory to be turned into rows. */
const MOST_TURNED = 4_000_000;

const kindsOf = ({ scalars }: JsonNode): string => [...scalars.keys()].sort().join();

/**
 * Arrays of one length that are columns: longer than there are of them, or of different kinds, so that none of them can
 * be a row. Keys that are numbers or dates name rows.
 */
function columnTable(node: JsonNode): JsonTable | null {
  const members = [...node.children.values()];
  const { width, elements } = node;
  const isEven = members.length === elements && members.every((member) => member.elements === width);
  if (!isEven || width < 2 || node.nestedCells > 0 || node.dataKeys > 0 || node.cells > MOST_TURNED)
    return null;
  const isLong = width > Math.max(elements, MANY_MEMBERS);
  const differ = members.every(({ scalars }) => scalars.size === 1) && new Set(members.map(kindsOf)).size > 1;
  return isLong || differ ? { ...table(node, 'columns', [...node.children.keys()]), rows: width } : null;
}

function keyedArrays(node: JsonNode): JsonTable | null {
  const turned = columnTable(node);
  if (turned) return turned;
  if (node.nestedCells === 0 && node.cells > 0 && node.width <= Math.max(node.elements, MANY_MEMBERS))
    return table(node, 'keyedArrays', [KEY, ...numbered(node.width)]);
  return node.elements > MANY_MEMBERS ? table(node, 'keyedValues', [KEY, VALUE]) : null;
}

const child = (node: JsonNode, pattern: RegExp): JsonNode | undefined =>
  [...node.children].find(([key, { isObject }]) => !isObject && pattern.test(key))?.[1];

/** Names of the columns in one member, rows without names in another. */
function splitTable(node: JsonNode): JsonTable | null {
  const names = [...node.children.values()].find(({ isColumnList }) => isColumnList)?.names ?? [];
  const data = child(node, /^(data|rows|values|records)$/i);
  if (!data || names.length === 0 || data.width > names.length || !isGrid(data)) return null;
  return table(data, 'grid', names);
}

const isTable = (node: JsonNode): boolean => node.objects > 0 || (isGrid(node) && node.elements > 1);

function tablesIn(node: JsonNode): JsonTable[] {
  const whole = splitTable(node) ?? keyedTable(node);
  if (whole) return [whole];
  return [...node.children.values()].flatMap((member) => {
    if (member.isObject) return tablesIn(member);
    const isLong = member.elements > MANY_MEMBERS && scalarsOf(member) + member.nulls === member.elements;
    return isTable(member) || isLong ? [arrayTable(member)] : [];
  });
}

/** Everything in a document that is a table, the longest first. Throws `unsupported-format` when nothing is. */
export function tablesOf(survey: JsonSurvey): JsonTable[] {
  const { documents, root } = survey;
  if (documents.elements > 1) return [withinWidth(arrayTable(documents, 'lines'))];
  const found = !root ? [] : root.isObject ? tablesIn(root) : root.elements > 0 ? [arrayTable(root)] : [];
  if (found.length > READING_LIMITS.tables)
    refuse('too-large', 'too-many-tables', { count: found.length, limit: READING_LIMITS.tables });
  if (found.length > 0) return found.sort((a, b) => b.rows - a.rows).map(withinWidth);
  if (documents.columns.size === 0) refuse('unsupported-format', 'json-without-records');
  return [withinWidth(table(documents, 'document', columnsOf(documents)))];
}

function withinWidth(found: JsonTable): JsonTable {
  if (found.node.tooWide || found.node.width > READING_LIMITS.columns)
    refuse('too-large', 'too-many-columns', { row: 1, limit: READING_LIMITS.columns });
  return found;
}
