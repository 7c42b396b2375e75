export { createEngine } from './engine.ts';
export type {
  Engine,
  EngineSettings,
  EngineTable,
  ExportOptions,
  PageRequest,
  RowCount,
  RowFormat,
  RowsPage,
} from './engine.types.ts';
export { PAGE_LIMIT } from './rows.ts';
