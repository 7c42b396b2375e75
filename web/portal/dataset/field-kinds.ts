import type { FieldProfile } from '../../../rules/datasets/datasets.operations.ts';

type FieldType = FieldProfile['type'];
const OF_TIME = new Set<FieldType>(['date', 'datetime', 'time']);
const ORDERED = new Set<FieldType>(['integer', 'decimal', ...OF_TIME]);

export const isOfTime = (type: FieldType): boolean => OF_TIME.has(type);
/** Whether one value comes before another in a sense that people use. */
export const isOrdered = (type: FieldType): boolean => ORDERED.has(type);
