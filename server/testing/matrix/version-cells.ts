import type { FieldRulesView } from '../../../rules/field-rules/field-rules.operations.ts';
import { publicly, read, type Cell } from './cell.ts';

const RULES = [{ kind: 'required', field: '编号', blocks: true }];

/** Rules that versions are checked by, and what differs between versions. */
export const VERSION_CELLS: Record<string, readonly Cell[]> = {
  getFieldRules: [
    { ...read('a draft', 'draft', 'draft.read'), basis: 'xz-16-1' },
    { ...read('an open dataset', 'open', 'draft.read'), basis: 'xz-16-1' },
  ],
  saveFieldRules: [
    {
      ...read('a draft', 'draft', 'draft.read', async ({ platform, thing }) => {
        const path = `/datasets/${thing.id}/rules`;
        const { revision } = await platform.ask<FieldRulesView>(platform.tokens.editor, 'GET', path);
        return { path: { id: thing.id }, body: { revision, rules: RULES } };
      }),
      basis: 'xz-16-1',
      needs: 'draft.write',
    },
  ],
  previewFieldRules: [
    {
      ...read('a draft', 'draft', 'draft.read', ({ thing }) => ({
        path: { id: thing.id },
        body: { rules: RULES },
      })),
      basis: 'xz-16-1',
      needs: 'draft.write',
    },
  ],
  getVersionChanges: [
    publicly('a published version', 'open', ({ thing }) => ({
      path: { id: thing.id, version: thing.versionId ?? '' },
      query: { from: '1' },
    })),
    read('a version in preparation', 'update', 'draft.read', ({ thing }) => ({
      path: { id: thing.datasetId ?? '', version: thing.id },
    })),
  ],
};
