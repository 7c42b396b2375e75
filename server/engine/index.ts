export { createEngine } from './engine.ts';
export type { Engine, EngineSettings, EngineTable, ExportOptions, RowFormat } from './engine.types.ts';
