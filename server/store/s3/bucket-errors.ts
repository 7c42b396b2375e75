import { S3ServiceException } from '@aws-sdk/client-s3';

const ABSENT = new Set(['NoSuchKey', 'NotFound', 'NoSuchUpload']);

/** The server knows the bucket, and neither such a key nor such an upload in it. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof S3ServiceException && ABSENT.has(error.name);

/** A read that begins behind the last byte. */
export const isBeyondEnd = (error: unknown): boolean =>
  error instanceof S3ServiceException && error.name === 'InvalidRange';

/** For operators: the server's own word for it, without keys, secrets or headers. */
export function troubleOf(error: unknown): string {
  if (error instanceof S3ServiceException) {
    const { httpStatusCode, requestId } = error.$metadata;
    return [error.name, error.message, httpStatusCode, requestId].filter(Boolean).join(' · ');
  }
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return error.message === '' ? code : `${code} · ${error.message}`;
}
