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
export type { Ask, FieldCounts, FieldUse, HotColumn, HotTable } from './hot.types.ts';
