import { describe, expect, it } from 'vitest';
import { operationSummaries, operationTags } from '../../../locales/zh-CN/operations.ts';
import { curlExample } from './curl-example.ts';
import { ALL_OPERATIONS, operationsByTag } from './operations.ts';
import { parametersOf } from './parameters.ts';

describe('API reference', () => {
  it('given every operation of the rules, then it has a Chinese sentence and its group a Chinese name', () => {
    const missing = ALL_OPERATIONS.filter(({ id }) => !operationSummaries[id]).map(({ id }) => id);
    const tags = operationsByTag().filter(([tag]) => !operationTags[tag]);
    expect({ missing, tags: tags.map(([tag]) => tag) }).toEqual({ missing: [], tags: [] });
  });

  it('given the Chinese sentences, then each belongs to an operation that exists', () => {
    const known = new Set(ALL_OPERATIONS.map(({ id }) => id));
    expect(Object.keys(operationSummaries).filter((id) => !known.has(id))).toEqual([]);
  });

  it('[xz-17] given an open operation, then its example needs no token and names a real dataset', () => {
    const listRecords = ALL_OPERATIONS.find(({ id }) => id === 'listRecords')!;
    expect(curlExample(listRecords, { origin: 'http://localhost:8080', dataset: 'SH-JTW-000001' })).toBe(
      `curl 'http://localhost:8080/api/v1/datasets/SH-JTW-000001/records?limit=3'`,
    );
  });

  it('given parameters, then those with a default are not required and path parameters are', () => {
    const listRecords = ALL_OPERATIONS.find(({ id }) => id === 'listRecords')!;
    const byName = new Map(parametersOf(listRecords).map((parameter) => [parameter.name, parameter]));
    expect(byName.get('id')).toMatchObject({ place: 'params', required: true });
    expect(byName.get('limit')).toMatchObject({ place: 'query', required: false, default: '20' });
  });
});
