export { createAccessArchive } from './access-archive.ts';
export { confining, exactCount } from './confining.ts';
export { createEngine } from './engine.ts';
export { openHotDatasets, type HotDatasets } from './hot/hot-datasets.ts';
export type { Asker } from './gate.ts';
export type { Engine, EngineSettings, EngineTable, ExportOptions, RowFormat } from './engine.types.ts';
export type {
  AccessArchive,
  AccessCondition,
  AccessLines,
  AccessPlace,
  ArchivedAccess,
  DayOfUse,
  SealedFacts,
} from './access-archive.ts';
export { byDistrict, extentOfLayer, kindOf, placedRows } from './places/layer-facts.ts';
