import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import { arrivalOf, noteCode } from './gate.ts';

/**
 * A Fastify whose requests come through a gate: bodies have been read by then, so that it parses
 * none, and every answer is noted in the log before it goes out.
 */
export function gatedFastify(): FastifyInstance {
  const app = fastify({ exposeHeadRoutes: false, routerOptions: { ignoreTrailingSlash: false } });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => {
    done(null);
  });
  app.addHook('preSerialization', (request, _reply, payload, done) => {
    noteCode(arrivalOf(request.raw).entry, payload);
    done(null, payload);
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    arrivalOf(request.raw).entry.status = reply.statusCode;
    done(null, payload);
  });
  return app;
}
