import type { FastifyInstance, FastifyReply } from 'fastify';
import { queryRecords } from './coqlResource.ts';
import { sendError } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { authenticated } from './crmCall.ts';
import { invalidRequestMethod, invalidUrlPattern } from './crmError.ts';
import { getFields } from './fieldsResource.ts';
import { gatedFastify } from './framework.ts';
import { getLayouts } from './layoutsResource.ts';
import { getModule, getModules } from './modulesResource.ts';
import { getOrg } from './orgResource.ts';
import { deletePhoto, getPhoto, uploadPhoto } from './photoResource.ts';
import { getRecord } from './recordResource.ts';
import { getRecords } from './recordsResource.ts';
import { searchRecords } from './searchResource.ts';
import type { EmulatorState } from './state.ts';
import { getUsers } from './usersResource.ts';

type Method = (call: CrmCall) => FastifyReply | Promise<FastifyReply>;

/** The paths below `/crm/{version}/` and their methods. */
const RESOURCES: Readonly<Record<string, Partial<Record<string, Method>>>> = {
  org: { GET: getOrg },
  users: { GET: getUsers },
  'settings/modules': { GET: getModules },
  'settings/modules/:module': { GET: getModule },
  'settings/fields': { GET: getFields },
  'settings/layouts': { GET: getLayouts },
  coql: { POST: queryRecords },
  ':module': { GET: getRecords },
  ':module/search': { GET: searchRecords },
  ':module/:id': { GET: getRecord },
  ':module/:id/photo': { GET: getPhoto, POST: uploadPhoto, DELETE: deletePhoto },
};

/** The CRM's REST API. */
export function apiServer(state: EmulatorState): FastifyInstance {
  const app = gatedFastify((reply) => {
    sendError(reply, invalidUrlPattern());
  });
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers({ Server: 'ZGS', clientVersion: '9482043' });
    done();
  });
  app.setNotFoundHandler(() => {
    throw invalidUrlPattern();
  });
  app.setErrorHandler((error, _request, reply) => {
    sendError(reply, error);
  });
  for (const [path, methods] of Object.entries(RESOURCES)) {
    app.all(`/crm/:version/${path}`, async (request, reply) => {
      const call = authenticated(state, request, reply);
      const method = methods[request.method];
      if (method === undefined) {
        throw invalidRequestMethod();
      }
      return method(call);
    });
  }
  return app;
}
