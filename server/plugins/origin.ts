import type { FastifyRequest } from 'fastify';
import type { Services } from '../context.ts';

/** Where the caller reached us: `https://data.example.gov.cn`. */
export const originOf = ({ publicUrl }: Pick<Services, 'publicUrl'>, request: FastifyRequest): string =>
  publicUrl === null ? `${request.protocol}://${request.host}` : new URL(publicUrl).origin;
