/** Moments at which a kill -9 test ends the process. */
export const FAIL_POINTS = [
  'objects.half-written',
  'objects.before-rename',
  'objects.after-rename',
  'exports.half-written',
  'exports.written',
  'upload.received',
  'version.converted',
  'publication.before',
  'publication.before-commit',
  'event.recorded',
] as const;
/** Those that only live sources pass. */
export const LIVE_FAIL_POINTS = [
  'live.delivered',
  'live.original',
  'live.entered',
  'live.validated',
  'live.published',
] as const;
/** Those that only objects in a bucket pass. */
export const BUCKET_FAIL_POINTS = [
  'objects.before-upload',
  'objects.part-sent',
  'objects.after-upload',
] as const;
export type FailPoint =
  (typeof FAIL_POINTS)[number] | (typeof LIVE_FAIL_POINTS)[number] | (typeof BUCKET_FAIL_POINTS)[number];

const [wanted, nth = '1'] = (process.env['KAISHU_FAIL_POINT'] ?? '').split(':');
let passings = 0;

/** Does nothing, unless KAISHU_FAIL_POINT is `name` or `name:n`: then the n-th passing kills the process. */
export function failPoint(name: FailPoint): void {
  if (name !== wanted) return;
  passings += 1;
  if (passings === Number(nth)) process.kill(process.pid, 'SIGKILL');
}
