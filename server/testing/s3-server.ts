import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { v4 as uuid } from 'uuid';
import type { BucketSettings } from '../store/s3/bucket.ts';
import { eventually } from './platform.ts';
import { freePort } from './processes.ts';

const PROGRAM = process.env['KAISHU_VERSITYGW'] ?? 'versitygw';
/** Whether the S3 server that tests use is on this machine. */
export const hasS3Server = spawnSync(PROGRAM, ['--version']).status === 0;
export const HOW_TO_GET_S3_SERVER =
  'there is no versitygw (go install github.com/versity/versitygw/cmd/versitygw@v1.8.0; KAISHU_VERSITYGW names it)';

export interface S3Server {
  /** Of a bucket that is there. */
  bucket: BucketSettings;
  /** Where the server keeps the bucket's objects as files. */
  files: string;
  /** Ends the server and begins it anew at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
  drop(): Promise<void>;
}

/** A real S3 server of one's own over a temporary folder. Drop it in `afterAll`. */
export async function startS3Server(): Promise<S3Server> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'kaishu-s3-'));
  const [buckets, sidecar] = [path.join(directory, 'buckets'), path.join(directory, 'facts')];
  const files = path.join(buckets, 'kaishu-test');
  await mkdir(files, { recursive: true });
  await mkdir(sidecar);
  const port = await freePort();
  const credentials = { accessKeyId: 'kaishu-test', secretAccessKey: uuid() };
  let end = (): Promise<void> => Promise.resolve();
  const start = async (): Promise<void> => {
    const server = spawn(
      PROGRAM,
      ['--quiet', '--port', `127.0.0.1:${port}`, 'posix', '--sidecar', sidecar, buckets],
      {
        stdio: 'ignore',
        env: {
          ...process.env,
          ROOT_ACCESS_KEY: credentials.accessKeyId,
          ROOT_SECRET_KEY: credentials.secretAccessKey,
        },
      },
    );
    const gone = new Promise<void>((resolve) => void server.once('exit', () => resolve()));
    end = async () => {
      server.kill('SIGKILL');
      await gone;
    };
    await eventually(
      () =>
        fetch(`http://127.0.0.1:${port}/`).then(
          () => true,
          () => false,
        ),
      (answers) => answers,
    );
  };
  await start();
  return {
    bucket: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      bucket: 'kaishu-test',
      prefix: '',
      pathStyle: true,
      credentials,
      failure: (trouble) => new Error(trouble),
    },
    files,
    stop: () => end(),
    start,
    drop: async () => {
      await end();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
