import type { Refusal, RefusalCode } from '../reading/refusal.ts';

/** Why a file could not be read, kept without words: the sentence is made for whoever looks. */
export interface KeptRefusal extends Refusal {
  code: RefusalCode;
  traceId: string;
}
