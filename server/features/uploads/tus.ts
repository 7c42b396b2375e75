import { AsyncLocalStorage } from 'node:async_hooks';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../../rules/problems/problems.ts';
import { READING_LIMITS } from '../../../rules/reading/limits.ts';
import type { Call, Services } from '../../context.ts';
import { permit } from '../../plugins/permit.ts';
import { toProblem } from '../../plugins/problems.ts';
import { requireRoom } from '../../store/room.ts';
import { abandonUpload, beginUpload, finishUpload } from './receive.ts';
import { knownUpload } from './upload.use-cases.ts';

const PATH = '/api/v1/uploads';
const calls = new AsyncLocalStorage<Call>();

/**
 * Resumable upload by the tus protocol 1.0: create with `filename`, and `dataset` for a new version of one, in
 * Upload-Metadata, then PATCH the bytes.
 */
export async function receiveUploads(
  app: FastifyInstance,
  services: Services,
  callOf: (request: FastifyRequest, reply: FastifyReply) => Call,
): Promise<void> {
  const tus = tusServer(services);
  const handOver = async (call: Call, request: FastifyRequest, reply: FastifyReply) => {
    reply.hijack();
    await calls.run(call, () => tus.handle(request.raw, reply.raw));
  };
  await app.register((plugin, _options, done) => {
    // The bytes are tus's to read.
    plugin.removeAllContentTypeParsers();
    plugin.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    plugin.post(PATH, async (request, reply) => {
      const call = callOf(request, reply);
      permitted(call, call.actor.bodyId);
      await handOver(call, request, reply);
    });
    plugin.route<{ Params: { id: string } }>({
      method: ['PATCH', 'HEAD', 'DELETE'],
      url: `${PATH}/:id`,
      handler: async (request, reply) => {
        const call = callOf(request, reply);
        const upload = await knownUpload(call, uuidOrNotFound(request.params.id));
        permit(call.actor, 'upload.write', { bodyId: upload.body.id });
        // A file that arrived whole is no longer tus's: it goes with its version.
        if (request.method === 'DELETE' && upload.state !== 'receiving') throw new Problem('wrong-state');
        if (request.method === 'DELETE') await abandonUpload(call, upload.id);
        await handOver(call, request, reply);
      },
    });
    done();
  });
}

function uuidOrNotFound(id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Problem('not-found');
  return id;
}

/** The dataset that the file shall update; empty and absent are the same. */
function datasetOf(id: string | null | undefined): string | null {
  return id ? uuidOrNotFound(id) : null;
}

function permitted(call: Call, bodyId: string | null): string {
  permit(call.actor, 'upload.write', { bodyId });
  if (bodyId === null) throw new Problem('not-permitted');
  return bodyId;
}

function current(): Call {
  const call = calls.getStore();
  if (!call) throw new Error('tus was called outside a request');
  return call;
}

function tusServer(services: Services): Server {
  return new Server({
    path: PATH,
    relativeLocation: true,
    maxSize: READING_LIMITS.fileBytes,
    datastore: new RoomStore({ directory: services.directory.paths.uploads }),
    namingFunction: () => services.newId(),
    onUploadCreate: async (_request, upload) => {
      const call = current();
      const fileName = upload.metadata?.['filename']?.trim().slice(0, 255);
      if (!fileName)
        throw new TusRefusal(
          new Problem('invalid-input', {
            errors: [{ pointer: '/filename', detail: 'Upload-Metadata must have filename' }],
          }),
        );
      if (upload.size === undefined)
        throw new TusRefusal(
          new Problem('invalid-input', { errors: [{ pointer: '/size', detail: 'Upload-Length is needed' }] }),
        );
      const bodyId = permitted(call, call.actor.bodyId);
      await requireRoom(services.directory.paths.uploads, upload.size);
      await beginUpload(call, {
        id: upload.id,
        bodyId,
        accountId: call.actor.accountId ?? '',
        fileName,
        bytes: upload.size,
        datasetId: datasetOf(upload.metadata?.['dataset']),
      });
      return {};
    },
    onUploadFinish: async (_request, upload) => {
      await finishUpload(current(), upload.id);
      return {};
    },
    onResponseError: (_request, error) =>
      error instanceof Error ? new TusRefusal(toProblem(error)) : undefined,
  });
}

/** Files in a folder; what could not be written for want of room says so, which tus's own store does not. */
class RoomStore extends FileStore {
  override async write(...[bytes, id, offset]: Parameters<FileStore['write']>): Promise<number> {
    try {
      return await super.write(bytes, id, offset);
    } catch (error) {
      const { size = 0, offset: arrived } = await this.getUpload(id);
      await requireRoom(this.directory, size - arrived);
      throw error;
    }
  }
}

/** tus answers with the `status_code` and `body` of what is thrown: here those of the problem. */
class TusRefusal extends Error {
  readonly status_code: number;
  readonly body: string;

  constructor({ code, status, extra }: Problem) {
    super(code);
    this.status_code = status;
    this.body = JSON.stringify({ type: `/problems/${code}`, code, status, ...extra });
  }
}
