import type { UploadView } from '../../../rules/uploads/uploads.operations.ts';
import { useFormat, useT } from '../../design/language.tsx';

/** The bytes as they were sent; they are kept as long as the file. */
export function DownloadOriginal({ upload: { id, bytes, digest } }: { upload: UploadView }) {
  const t = useT();
  const format = useFormat();
  if (digest === null) return null;
  return (
    <a href={`/api/v1/uploads/${id}/original`} download>
      {t('console.upload.original', { size: format.bytes(bytes) })}
    </a>
  );
}
