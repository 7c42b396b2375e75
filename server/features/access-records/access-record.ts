import type { Role } from '../../../rules/access/roles.ts';

/** What the door knows of one call when its answer is out. */
export interface Access {
  accountId: string | null;
  tokenId: string | null;
  role: Role;
  address: string;
  operation: string;
  datasetId: string | null;
  version: number | null;
  format: string | null;
  status: number;
  bytes: number;
  durationUs: number;
  traceId: string;
}

export interface AccessRecord extends Access {
  /** UUIDv7: records written twice (journal and database) are one. */
  id: string;
  at: string;
}
