import { Problem } from '../../rules/problems/problems.ts';
import { systemClock } from '../../rules/time/clock.ts';
import type { Configuration } from '../configuration.ts';
import { folderObjects, type ObjectStore } from './objects.ts';

type ObjectSettings = Pick<
  Configuration,
  | 's3Bucket'
  | 's3Endpoint'
  | 's3Region'
  | 's3Prefix'
  | 's3PathStyle'
  | 's3AccessKeyId'
  | 's3SecretAccessKey'
  | 's3CacheBytes'
>;

export interface OpenObjects {
  objects: ObjectStore;
  close(): void;
}

/**
 * The objects of an installation: in a bucket when one is configured, else in its folder. `failure` makes what is thrown
 * when the bucket's server fails later. Throws `objects-unusable` when it cannot be read now.
 */
export async function openObjects(
  settings: ObjectSettings,
  folders: { objects: string; cache: string },
  failure: (trouble: string) => Error,
): Promise<OpenObjects> {
  const { s3Bucket: bucket, s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = settings;
  if (bucket === null) return { objects: await folderObjects(folders.objects), close: () => undefined };
  if ((accessKeyId === null) !== (secretAccessKey === null))
    throw new Problem('invalid-configuration', { detail: 's3AccessKeyId + s3SecretAccessKey' });
  // Its client takes 0.2 s and 20 MB to load.
  const { s3Objects } = await import('./s3/s3-objects.ts');
  const opening = { failed: (trouble: string): Error => objectsUnusable(settings, trouble) };
  const objects = await s3Objects({
    endpoint: settings.s3Endpoint,
    region: settings.s3Region,
    bucket,
    prefix: settings.s3Prefix,
    pathStyle: settings.s3PathStyle,
    credentials: accessKeyId === null || secretAccessKey === null ? null : { accessKeyId, secretAccessKey },
    cache: { directory: folders.cache, maxBytes: settings.s3CacheBytes },
    failure: (trouble) => opening.failed(trouble),
    now: () => systemClock.now(),
  });
  opening.failed = failure;
  return { objects, close: () => objects.close() };
}

/** For operators: where it is, and what its server says. */
export function objectsUnusable(
  { s3Bucket, s3Prefix, s3Endpoint, s3Region }: ObjectSettings,
  trouble: string,
): Problem {
  const place = ['s3:/', s3Bucket, s3Prefix].filter((part) => part !== '').join('/');
  return new Problem('objects-unusable', { detail: `${place} @ ${s3Endpoint ?? s3Region}: ${trouble}` });
}
