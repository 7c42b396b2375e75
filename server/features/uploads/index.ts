import {
  changeReading,
  confirmReading,
  downloadUpload,
  getUpload,
  listUploads,
  sampleUpload,
  surveyUpload,
} from '../../../rules/uploads/uploads.operations.ts';
import type { Services } from '../../context.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { confirm } from './confirm.ts';
import { INSPECT_UPLOAD, inspectUpload } from './inspect.ts';
import { change, download, get, list, sample, survey } from './upload.use-cases.ts';

export { inspectUpload } from './inspect.ts';
export { receiveUploads } from './tus.ts';
export { receivePulled, takeAsLast, takeIf } from './take-pulled.ts';
export { beginUpload, finishUpload, receivingPath, resumeUploads } from './receive.ts';

export const uploadOperations: readonly Handled[] = [
  handle(listUploads, list),
  handle(getUpload, get),
  handle(sampleUpload, sample),
  handle(surveyUpload, survey),
  handle(downloadUpload, download),
  handle(changeReading, change),
  handle(confirmReading, confirm),
];

export function declareUploadJobs(services: Services): void {
  services.jobs.on<{ uploadId: string }>(INSPECT_UPLOAD, ({ uploadId }) => inspectUpload(services, uploadId));
}
