import * as pkijs from 'pkijs';
import { bytesOf } from './bytes.ts';

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g;

export interface PemBlock {
  /** What stands after BEGIN. */
  label: string;
  der: Buffer;
}

/** The blocks of a text, and what stands outside of them. */
export function readPem(text: string): { blocks: PemBlock[]; rest: string } {
  const blocks = [...text.matchAll(BLOCK)].map(([, label = '', body = '']) => ({
    label,
    der: Buffer.from(body, 'base64'),
  }));
  return { blocks, rest: text.replaceAll(BLOCK, '').trim() };
}

/** The certificates among the blocks. Throws where one is none. */
export const certificatesIn = (blocks: readonly PemBlock[]): pkijs.Certificate[] =>
  blocks
    .filter(({ label }) => label === 'CERTIFICATE')
    .map(({ der }) => pkijs.Certificate.fromBER(bytesOf(der)));

export const derOf = (certificate: pkijs.Certificate): Buffer =>
  Buffer.from(certificate.toSchema().toBER(false));

export function pemOf(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
