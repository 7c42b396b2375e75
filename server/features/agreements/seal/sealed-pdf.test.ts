import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf } from '../../../../rules/agreements/agreement-template.ts';
import { someFacts } from '../../../../rules/agreements/testing/some-facts.ts';
import { openDataDirectory, type DataDirectory } from '../../../store/data-directory.ts';
import { drawAgreement } from './draw-agreement.ts';
import { judgePdf, sealPdf } from './sealed-pdf.ts';
import { openSeal, type Seal } from './seal.ts';

const NOW = new Date('2026-01-04T02:00:00Z');
/** What a tool says, whether it likes the file or not; null where it is not installed. */
const say = (tool: string, ...given: string[]): Promise<string | null> =>
  new Promise((resolve) => {
    execFile(tool, given, (error, stdout, stderr) => {
      resolve(error?.code === 'ENOENT' ? null : stdout + stderr);
    });
  });
const hasPdfsig = (await say('pdfsig', '-v')) !== null;
const hasOpenssl = (await say('openssl', 'version')) !== null;

let folder: string;
let directory: DataDirectory;
let seal: Seal;
let file: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kaishu-seal-'));
  directory = await openDataDirectory(path.join(folder, 'data'));
  seal = await openSeal(directory, '上海市公共数据开放平台', NOW);
  const drawn = await drawAgreement({
    code: 'XY-2026-000001',
    document: documentOf({ ...someFacts(), user: { ...someFacts().user, name: '䶮𬭚堃龘科技有限公司' } }),
    author: '上海市公共数据开放平台',
    signatures: [['乙方 泊位科技有限公司 王小明']],
    evidence: ['摘要'],
    headings: { signatures: '签署', evidence: '验证', english: 'In English' },
    sealedAt: NOW,
  });
  file = await sealPdf(drawn, seal);
});
afterAll(async () => {
  directory.release();
  await rm(folder, { recursive: true });
});

const saved = async (bytes: Buffer): Promise<string> => {
  const place = path.join(await mkdtemp(path.join(folder, 'file-')), 'a.pdf');
  await writeFile(place, bytes);
  return place;
};
const changedAt = (place: number): Buffer => {
  const copy = Buffer.from(file);
  copy[place] = (copy[place] ?? 0) ^ 1;
  return copy;
};
const someText = (): number => file.indexOf('endobj', 3000, 'latin1');

/** Signed bytes and signature as files of their own, for tools that know no PDF. */
async function taken(bytes: Buffer): Promise<{ signed: string; signature: string }> {
  const range = /\/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]/.exec(bytes.toString('latin1')) ?? [];
  const [start = 0, end = 0, rest = 0] = range.slice(1).map(Number);
  const place = await mkdtemp(path.join(folder, 'taken-'));
  await mkdir(place, { recursive: true });
  const [signed, signature] = [path.join(place, 'signed'), path.join(place, 'signature.der')];
  await writeFile(signed, Buffer.concat([bytes.subarray(0, start), bytes.subarray(end, end + rest)]));
  await writeFile(signature, Buffer.from(bytes.subarray(start + 1, end - 1).toString('latin1'), 'hex'));
  return { signed, signature };
}
const pem = (): string => {
  const der = Buffer.from(seal.certificate.toSchema(true).toBER(false));
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
};
const openssl = async (bytes: Buffer): Promise<string | null> => {
  const { signed, signature } = await taken(bytes);
  const what = ['-in', signature, '-inform', 'DER', '-content', signed, '-binary', '-out', '/dev/null'];
  const trusted = path.join(path.dirname(signed), 'seal.pem');
  await writeFile(trusted, pem());
  return say('openssl', 'cms', '-verify', '-cades', '-CAfile', trusted, '-purpose', 'any', ...what);
};

describe('a sealed agreement', () => {
  it('[xz-20] given the sealed file, when we judge it, then it is ours and unchanged', async () => {
    expect(await judgePdf(file, seal)).toEqual({ ours: true, holds: true });
  });

  it.skipIf(!hasPdfsig)(
    '[xz-20] given the sealed file, when pdfsig judges it, then its signature is valid over the whole file, and not after a byte was changed',
    async () => {
      const whole = await say('pdfsig', await saved(file));
      expect(whole).toContain('Signature is Valid.');
      expect(whole).toContain('ETSI.CAdES.detached');
      expect(whole).toContain('Total document signed');
      expect(await say('pdfsig', await saved(changedAt(someText())))).toContain('Digest Mismatch');
    },
  );

  it.skipIf(!hasOpenssl)(
    '[xz-20] given the sealed file, when openssl verifies its signature as CAdES, then it holds, and not after a byte was changed',
    async () => {
      expect(await openssl(file)).toMatch(/CAdES Verification successful/i);
      expect(await openssl(changedAt(someText()))).toMatch(/verification failure/i);
    },
  );

  it('[xz-20] given any one changed byte, when we judge it, then it is not as it was sealed', async () => {
    const place = fc.nat({ max: file.length - 1 });
    const start = file.indexOf('/ByteRange', 0, 'latin1');
    await fc.assert(
      fc.asyncProperty(place, async (at) => {
        // The unused room behind the signature is nobody's: no reader looks there.
        fc.pre(file[at] !== 0x30 || at < start || at > start + 9000);
        const judged = await judgePdf(changedAt(at), seal);
        expect(judged?.holds === true && judged.ours).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('given bytes that were put behind it, when we judge it, then it is changed', async () => {
    expect(await judgePdf(Buffer.concat([file, Buffer.from('\n% more')]), seal)).toMatchObject({
      holds: false,
    });
  });

  it('given another platform’s seal, when it judges the file, then it is whole but not its own', async () => {
    const other = await openDataDirectory(path.join(folder, 'other'));
    const judged = await judgePdf(file, await openSeal(other, '另一平台', NOW));
    other.release();
    expect(judged).toEqual({ ours: false, holds: true });
  });

  it('given the seal once made, when it is opened again, then certificate and key are the same and nobody else may read them', async () => {
    const again = await openSeal(directory, '改了名的平台', new Date('2030-01-01T00:00:00Z'));
    expect(again.certificateDigest).toEqual(seal.certificateDigest);
    for (const name of ['agreement-seal', 'agreement-seal-certificate']) {
      const { mode } = await stat(path.join(directory.paths.secrets, name));
      expect(mode & 0o077).toBe(0);
    }
  });

  it('given the text, when it is taken out of the file, then rare characters are there too', async () => {
    const text = await say('pdftotext', '-raw', await saved(file), '-');
    if (text === null) return;
    expect(text).toContain('䶮𬭚堃龘科技有限公司');
    expect(text).toContain('第十条');
  });
});
