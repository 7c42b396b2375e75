import { Type, type Static } from 'typebox';

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

const SnapshotTable = Type.Object({
  name: Type.String(),
  columns: Type.Array(Type.String(), { minItems: 1 }),
  rows: Type.Integer(),
  sha256: Sha256,
});

const SnapshotSequence = Type.Object({
  name: Type.String(),
  /** As text: it may pass 2^53. */
  value: Type.String(),
  called: Type.Boolean(),
});

/** What an archive holds; written last, read first. */
export const SnapshotManifest = Type.Object({
  format: Type.Literal('kaishu-snapshot-1'),
  createdAt: Type.String(),
  /** The newest migration of the database that it was taken from. */
  schemaVersion: Type.String(),
  tables: Type.Array(SnapshotTable),
  sequences: Type.Array(SnapshotSequence),
  objects: Type.Array(Type.Object({ digest: Sha256, bytes: Type.Integer() })),
  secrets: Type.Array(Type.Object({ name: Type.String({ pattern: '^[a-z-]+$' }), sha256: Sha256 })),
});

export type SnapshotManifest = Static<typeof SnapshotManifest>;
export type SnapshotTable = Static<typeof SnapshotTable>;
export type SnapshotSequence = Static<typeof SnapshotSequence>;

export const MANIFEST_PART = 'manifest.json';
export const tablePart = (name: string): string => `tables/${name}.copy`;
export const objectPart = (digest: string): string => `objects/${digest}`;
export const secretPart = (name: string): string => `secrets/${name}`;
