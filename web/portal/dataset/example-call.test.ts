import { execFile, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLE_LANGUAGES, exampleIn } from './example-call.ts';

const run = promisify(execFile);
const COMMANDS = {
  curl: ['bash', '-c'],
  Python: ['python3', '-c'],
  R: ['Rscript', '-e'],
  JavaScript: [process.execPath, '--input-type=module', '-e'],
} as const;

const hasR = spawnSync('Rscript', ['-e', 'library(jsonlite)']).status === 0;
if (!hasR) process.stderr.write('examples in R: skipped (apt-get install r-base-core r-cran-jsonlite)\n');

const asked: URLSearchParams[] = [];
const server = createServer((request, response) => {
  asked.push(new URL(request.url ?? '/', 'http://localhost').searchParams);
  response.setHeader('content-type', 'application/json').end('{"items":[{"区":"徐汇"}]}');
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${String(address.port)}/records`;
});
afterAll(() => server.close());

describe('examples to copy', () => {
  const where = `name = 'O''Hara' and note like '%"$(x)\`%'`;

  it.for(EXAMPLE_LANGUAGES)(
    '[xz-17] given a filter with quotes, when the %s example runs as it stands, then the server gets it unchanged',
    async (language, { skip }) => {
      if (language === 'R' && !hasR) return skip('there is no R with jsonlite on this machine');
      const [program, ...flags] = COMMANDS[language];
      const { stdout } = await run(
        program,
        [...flags, exampleIn(language, { url, parameters: { where, limit: '5' } })],
        { env: { ...process.env, LC_ALL: 'C.UTF-8' } },
      );
      expect(stdout).toContain('徐汇');
      expect(asked.at(-1)?.get('where')).toBe(where);
      expect(asked.at(-1)?.get('limit')).toBe('5');
    },
  );

  it('given any filter, then the JavaScript example is a program', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const text = exampleIn('JavaScript', {
          url: 'http://localhost/records',
          parameters: { where: value },
        });
        const literals = [...text.matchAll(/URLSearchParams\((.*)\);$/gm)].map(([, json]) => json ?? '');
        expect(JSON.parse(literals[0] ?? 'null')).toEqual({ where: value });
      }),
    );
  });
});
