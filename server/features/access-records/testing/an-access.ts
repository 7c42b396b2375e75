import type { Access } from '../access-record.ts';

export const anAccess = (changes: Partial<Access> = {}): Access => ({
  accountId: null,
  tokenId: null,
  role: 'visitor',
  address: '203.0.113.7',
  operation: 'readRecords',
  datasetId: null,
  version: null,
  format: null,
  status: 200,
  bytes: 512,
  durationUs: 1500,
  traceId: 'trace',
  ...changes,
});
