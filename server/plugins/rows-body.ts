import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseExactly } from '../../rules/sources/exact-json.ts';
import { Problem } from '../../rules/problems/problems.ts';

const takesRows = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.config.operation?.rowsBody === true;

/** Bodies of operations that take rows: JSON with the digits of its numbers, NDJSON and CSV as texts. */
export function takeRowsBodies(app: FastifyInstance): void {
  const usual = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (!takesRows(request)) return void usual(request, body, done);
    try {
      done(null, parseExactly(body));
    } catch {
      done(new Problem('invalid-input', { errors: [{ pointer: '', detail: 'must be JSON' }] }));
    }
  });
  const asText = (type: string, name: 'ndjson' | 'csv'): void => {
    app.addContentTypeParser(type, { parseAs: 'string' }, (request, body: string, done) => {
      if (takesRows(request)) done(null, { [name]: body });
      else done(new Problem('wrong-media-type'));
    });
  };
  asText('application/x-ndjson', 'ndjson');
  asText('text/csv', 'csv');
}
