import type { FastifyInstance, FastifyReply } from 'fastify';
import { fastify } from 'fastify';
import { arrivalOf } from './gate.ts';
import { noteCode, redacted } from './requestLog.ts';

/**
 * A Fastify behind the gate: bodies have already been read, so it parses none, and every response
 * is logged before it's sent.
 *
 * @param onBadUrl answers requests whose URL can't be decoded
 */
export function gatedFastify(onBadUrl: (reply: FastifyReply) => void): FastifyInstance {
  const app = fastify({
    exposeHeadRoutes: false,
    frameworkErrors: (_error, _request, reply) => {
      // Hooks don't run for these requests.
      arrivalOf(reply.request.raw).entry.status = 404;
      onBadUrl(reply);
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => {
    done(null);
  });
  app.addHook('preSerialization', (request, _reply, payload, done) => {
    noteCode(arrivalOf(request.raw).entry, payload);
    done(null, payload);
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    const { entry } = arrivalOf(request.raw);
    entry.status = reply.statusCode;
    const location = reply.getHeader('location');
    if (typeof location === 'string') {
      entry.redirect = redacted(location);
    }
    done(null, payload);
  });
  return app;
}
