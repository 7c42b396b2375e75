export { fillHotTable, NoRoom } from './fill.ts';
export { openHotReader, type HotReader } from './reader.ts';
export {
  askedVersions,
  cool,
  coolDataset,
  hotTables,
  saveAsks,
  sweep,
  type AskedVersion,
} from './hot-versions.ts';
export { behind, pairOf } from './hot.types.ts';
export type { Ask, Behind, FieldCounts, FieldUse, HotColumn, HotShape, HotTable } from './hot.types.ts';
