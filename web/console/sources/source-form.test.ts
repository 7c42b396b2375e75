import { describe, expect, it } from 'vitest';
import type { SourceAddress } from '../../../rules/sources/source.schema.ts';
import { kindOf, sourceFrom } from './source-form.ts';

const form = (parts: Record<string, string>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(parts)) data.set(name, value);
  return data;
};
const database = { host: 'db.example.cn', database: 'parking', user: 'reader', query: 'public.spaces' };
const api = { url: 'https://example.cn/rows', header: '', rows: 'data.rows' };

const CASES: [Record<string, string>, SourceAddress][] = [
  [
    { url: ' https://example.cn/a.csv ', header: '' },
    { kind: 'url', url: 'https://example.cn/a.csv', header: '' },
  ],
  [
    { path: '/srv/in', pattern: '*.csv' },
    { kind: 'folder', path: '/srv/in', pattern: '*.csv' },
  ],
  [
    { ...database, port: '5432' },
    { kind: 'postgresql', ...database, port: 5432 },
  ],
  [
    { ...database, port: '3306' },
    { kind: 'mysql', ...database, port: 3306 },
  ],
  [
    { ...api, paging: 'none' },
    { kind: 'http-api', ...api, paging: { kind: 'none' } },
  ],
  [
    { ...api, paging: 'page', parameter: 'p', first: '0' },
    { kind: 'http-api', ...api, paging: { kind: 'page', parameter: 'p', first: 0 } },
  ],
  [
    { ...api, paging: 'next', nextPath: 'links.next' },
    { kind: 'http-api', ...api, paging: { kind: 'next', path: 'links.next' } },
  ],
];

describe('the form of a data source', () => {
  it.each(CASES)('given the controls %j, when read, then the address is %j', (parts, address) => {
    const written = sourceFrom(
      form({ name: '车位', everySeconds: '60', live: 'none', ...parts }),
      address.kind,
    );
    expect(written).toEqual({ name: '车位', everySeconds: 60, live: null, address });
  });

  it('given a secret, when read, then it is there with its spaces; an empty one is not sent', () => {
    expect(sourceFrom(form({ secret: ' s ' }), 'url').secret).toBe(' s ');
    expect(sourceFrom(form({ secret: '' }), 'url')).not.toHaveProperty('secret');
  });

  it('given what is pushed, when read, then it has no interval and says how it is live', () => {
    const controls = form({ name: '车位', everySeconds: '60', live: 'replace', sealEvery: 'hour' });
    expect(sourceFrom(controls, 'push')).toEqual({
      name: '车位',
      everySeconds: null,
      live: { mode: 'replace', sealEvery: 'hour' },
      address: { kind: 'push' },
    });
  });

  it('given an unknown kind, when asked for, then it is a file at an address', () => {
    expect(kindOf('ftp')).toBe('url');
  });
});
