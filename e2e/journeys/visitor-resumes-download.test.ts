import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished } from 'vitest';
import { cutLine, type CutLine } from '../cut-line.ts';
import { downloaded } from '../download.ts';
import { city, journey } from '../journey.ts';

const NAME = '公共停车场（库）基本信息';
const CUT_AT = 9000;
const run = promisify(execFile);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

async function aLine(): Promise<CutLine> {
  const line = await cutLine(city().origin);
  onTestFinished(() => line.close());
  return line;
}

const take = async (address: string | URL): Promise<Buffer> =>
  Buffer.from(await (await fetch(address)).arrayBuffer());

describe('a visitor whose line is cut while a file comes', () => {
  journey(
    '[xz-17] given a browser, when the line is cut in the middle of a download, then the browser fetches the rest and the file is whole',
    async ({ open }) => {
      const line = await aLine();
      const page = await open(`${line.origin}/datasets`);
      await page.getByRole('link', { name: NAME, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
      const parquet = page.getByRole('link', { name: 'Parquet' });
      const address = new URL((await parquet.getAttribute('href')) ?? '', city().origin);
      const { bytes } = await downloaded(page, async () => {
        line.cutAfter(CUT_AT);
        await parquet.click();
      });
      expect(line.cuts()).toBe(1);
      expect(sha256(bytes)).toBe(sha256(await take(address)));
    },
  );

  journey.for(['original', 'CSV', 'Excel'])(
    '[xz-17] given curl, when the %s is cut off and asked for again from there, then the same file goes on and is whole',
    async (what, { open, skip }) => {
      if (spawnSync('curl', ['--version']).status !== 0) return skip('no curl on this machine');
      const page = await open('/datasets');
      await page.getByRole('link', { name: NAME, exact: true }).click();
      await page.getByText('其他格式').click();
      const [csv = ''] =
        (await page.locator('a[href*="exports/csv"]').first().getAttribute('href'))?.split('?') ?? [];
      const href: Record<string, string | null> = {
        original: await page.getByRole('link', { name: '原始文件', exact: true }).getAttribute('href'),
        CSV: csv,
        Excel: await page.getByRole('link', { name: 'Excel', exact: true }).getAttribute('href'),
      };
      const line = await aLine();
      const folder = await mkdtemp(join(tmpdir(), 'kaishu-resume-'));
      onTestFinished(() => rm(folder, { recursive: true }));
      const file = join(folder, 'file');
      const curl = (...more: string[]) =>
        run('curl', [
          '--silent',
          '--dump-header',
          '-',
          '-o',
          file,
          ...more,
          `${line.origin}${href[what] ?? ''}`,
        ]);

      line.cutAfter(CUT_AT);
      const broken = await curl().catch((error: unknown) => error as { stdout: string });
      const [, tag = ''] = /^etag: (.+)\r$/im.exec(broken.stdout) ?? [];
      const { size } = await stat(file);
      expect(line.cuts()).toBe(1);
      expect(size).toBeGreaterThan(0);

      const { stdout: rest } = await curl('-C', '-', '-H', `If-Range: ${tag}`);
      const whole = await readFile(file);
      expect(rest).toMatch(/^HTTP\/1\.1 206/);
      expect(rest).toContain(`content-range: bytes ${size}-${whole.length - 1}/${whole.length}`);
      expect(/^etag: (.+)\r$/im.exec(rest)?.[1]).toBe(tag);
      // What the server says of the whole is what came in two parts.
      expect(rest).toContain(`repr-digest: sha-256=:${sha256(whole)}:`);
      expect(sha256(whole)).toBe(sha256(await take(`${city().origin}${href[what] ?? ''}`)));
    },
  );
});
