import { DetailedError, Upload } from 'tus-js-client';

export type Sending =
  | { state: 'sending'; file: File; sent: number }
  | { state: 'failed'; file: File; /** In the server's words; empty when the line broke. */ why: string };

const PART_BYTES = 8 * 1024 * 1024;
const PAUSES_MS = [0, 1_000, 3_000, 5_000, 10_000, 20_000];

/**
 * Sends a file by tus from this browser, taking up where an earlier try of the same file ended. `onDone` gets the
 * upload's id. `datasetId` names the dataset that it shall update. `stop` pauses it: choosing the file again goes on from there.
 */
export function sendFile(
  file: File,
  datasetId: string | null,
  onChange: (sending: Sending) => void,
  onDone: (uploadId: string) => void,
): { stop(): void } {
  const upload = new Upload(file, {
    endpoint: '/api/v1/uploads',
    chunkSize: PART_BYTES,
    retryDelays: PAUSES_MS,
    removeFingerprintOnSuccess: true,
    metadata: { filename: file.name, ...(datasetId !== null && { dataset: datasetId }) },
    onProgress: (sent) => onChange({ state: 'sending', file, sent }),
    onError: (error) => onChange({ state: 'failed', file, why: reasonOf(error) }),
    onSuccess: () => onDone(idOf(upload.url)),
  });
  onChange({ state: 'sending', file, sent: 0 });
  void begin(upload);
  return { stop: () => void upload.abort() };
}

async function begin(upload: Upload): Promise<void> {
  const [earlier] = await upload.findPreviousUploads();
  if (earlier) upload.resumeFromPreviousUpload(earlier);
  upload.start();
}

const idOf = (url: string | null): string => url?.split(/[?#]/)[0]?.split('/').at(-1) ?? '';

/** The problem document that the server answered with, if it did. */
function reasonOf(error: Error): string {
  const text = error instanceof DetailedError ? (error.originalResponse?.getBody() ?? '') : '';
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null) return '';
    if ('title' in body && typeof body.title === 'string') return body.title;
    return 'code' in body && typeof body.code === 'string' ? body.code : '';
  } catch {
    return '';
  }
}
