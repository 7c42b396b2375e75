import { Type, type Static } from 'typebox';
import { Download, operation } from '../api/operation.ts';

/** What the store says about itself; counts of objects are of those that data versions and uploads refer to. */
export const StoreReport = Type.Object({
  schemaVersion: Type.String({ description: 'Newest migration that the database has seen' }),
  expectedSchemaVersion: Type.String(),
  databaseVersion: Type.String({ description: 'Of PostgreSQL' }),
  newestEventAt: Type.Union([Type.String(), Type.Null()]),
  objects: Type.Object({
    referenced: Type.Integer(),
    missing: Type.Array(Type.String()),
    /** Whose bytes are no longer what their digest says; only looked for when asked deeply. */
    damaged: Type.Array(Type.String()),
  }),
});
export type StoreReport = Static<typeof StoreReport>;

export const checkStore = operation({
  id: 'checkStore',
  method: 'GET',
  path: '/installation/store',
  summary: 'Whether the store is whole: shape of the database, every object that is referred to',
  tag: 'Installation',
  query: Type.Object({
    deep: Type.Boolean({ default: false, description: 'Read every object and compare its digest' }),
  }),
  response: StoreReport,
  problems: ['not-permitted'],
});

const Words = Type.Object({ 'zh-CN': Type.String(), en: Type.String() });

export const Setting = Type.Object({
  name: Type.String(),
  variable: Type.String({ description: 'The environment variable that sets it too' }),
  value: Type.Union([Type.String(), Type.Null()], { description: 'As JSON; null of a secret' }),
  given: Type.Boolean({ description: 'Set by anyone, rather than left at its default' }),
  secret: Type.Boolean(),
  words: Words,
});
export type Setting = Static<typeof Setting>;

export const readConfiguration = operation({
  id: 'readConfiguration',
  method: 'GET',
  path: '/installation/configuration',
  summary: 'What the running process was started with; of secrets only whether they are set',
  tag: 'Installation',
  response: Type.Object({ items: Type.Array(Setting) }),
  problems: ['not-permitted'],
});

export const takeSnapshot = operation({
  id: 'takeSnapshot',
  method: 'GET',
  path: '/installation/snapshot',
  summary: 'Everything that the store holds, secrets among it, as of one moment; only over the local socket',
  tag: 'Installation',
  response: Download,
  problems: ['not-permitted'],
});

export const INSTALLATION_OPERATIONS = [checkStore, readConfiguration, takeSnapshot];
