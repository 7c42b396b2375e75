import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { detect } from 'chardet';
import iconv from 'iconv-lite';
import { refusedBy } from '../rules/reading/refusal.ts';
import { detectEncoding } from '../server/ingest/text-encoding.ts';
import { dataFolder } from '../server/ingest/testing/data-folder.ts';
import { shortTexts } from './chardet-slices.ts';
import type { Figure, Measured } from './figure.ts';

type Detector = (bytes: Buffer) => Promise<string>;

/** The encoding that ours takes; of a refusal, the one that it names. */
function ours(scratch: string): Detector {
  const file = path.join(scratch, 'text');
  return async (bytes) => {
    await writeFile(file, bytes);
    try {
      return (await detectEncoding(file)).label;
    } catch (error) {
      const refused = refusedBy(error);
      if (!refused) throw error;
      return String(refused.args['encoding'] ?? `refused as ${refused.reason}`);
    }
  };
}

const published: Detector = (bytes) => Promise.resolve(detect(bytes) ?? 'nothing');

/** What the folders and the detectors call what the library knows by another name, or as a part of another. */
const NAMES: Readonly<Record<string, string>> = {
  'utf-8-sig': 'utf-8',
  ascii: 'utf-8',
  gb2312: 'gb18030',
  shift_jis: 'cp932',
  'euc-kr': 'cp949',
  big5: 'big5-hkscs',
};

const decoded = (bytes: Buffer, label: string): string | null => {
  const name = NAMES[label.toLowerCase()] ?? label.toLowerCase();
  return iconv.encodingExists(name) ? iconv.decode(bytes, name) : null;
};

/** Whether a text comes out as its true encoding makes it; one that nothing decodes has to be named. */
function isRight(bytes: Buffer, said: string, truth: string): boolean {
  const text = decoded(bytes, truth);
  return text === null ? said.toLowerCase() === truth.toLowerCase() : decoded(bytes, said) === text;
}

interface Sample {
  name: string;
  truth: string;
  bytes: Buffer;
}

const DECLARATION =
  /(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*["'][\w.:-]+["']|(charset)\s*=\s*["']?\s*[\w.:-]+/gi;
const undeclared = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('latin1').replace(DECLARATION, '$1$2'), 'latin1');

async function samples(): Promise<Sample[]> {
  const folder = path.join(dataFolder, 'C_messy/chardet');
  const found: Sample[] = [];
  for (const truth of await readdir(folder))
    for (const name of await readdir(path.join(folder, truth)))
      found.push({ name: `${truth}/${name}`, truth, bytes: await readFile(path.join(folder, truth, name)) });
  return found;
}

async function rate(
  all: readonly Sample[],
  detector: Detector,
  wrong: (text: string) => void,
): Promise<number> {
  let right = 0;
  for (const { name, truth, bytes } of all) {
    const said = await detector(bytes);
    if (isRight(bytes, said, truth)) right++;
    else wrong(`${name} taken for ${said}`);
  }
  return (100 * right) / all.length;
}

async function compared(
  work: string,
  reach: string,
  all: readonly Sample[],
  our: Detector,
  say: (text: string) => void,
): Promise<Measured> {
  const wrong: string[] = [];
  const result = {
    ours: await rate(all, our, (text) => wrong.push(text)),
    yardstick: await rate(all, published, () => undefined),
  };
  for (const text of wrong.slice(0, 20)) say(`wrong: ${text}`);
  const note = `${all.length} texts, ${wrong.length} wrong`;
  return { work, ...result, unit: '% right', reach, ratio: result.ours / result.yardstick, note };
}

/** Texts whose folder is their encoding, as they are and without their declarations, and short ones of a city. */
export const chardet: Figure = {
  yardstick: 'the published detector chardet 2.2.0',
  run: async (say) => {
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'kaishu-bench-'));
    try {
      const our = ours(scratch);
      const all = await samples();
      const bare = all.map((each) =>
        each.truth.startsWith('UTF') ? each : { ...each, bytes: undeclared(each.bytes) },
      );
      const measured = [
        await compared('encodings named by the folder', '≥ 98 %', all, our, say),
        await compared('the same without declarations', '–', bare, our, say),
      ];
      for (const [truth, slices] of await shortTexts()) {
        const short = slices.map((bytes, place) => ({ name: `${truth} ${place}`, truth, bytes }));
        measured.push(
          await compared(`short texts in ${truth}, 20–200 bytes`, '–', short, our, () => undefined),
        );
      }
      return measured;
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
};
