import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parameter, query } from './crmCall.ts';
import { zohoHostOf } from './dataCenter.ts';
import { gatedFastify } from './framework.ts';
import type { CrmRecord, Organization } from './organization.ts';
import { CONTENT_TYPES } from './picture.ts';
import { indexPage, missingPage, pathOfRecord, recordPage } from './recordPage.ts';
import type { EmulatorState } from './state.ts';
import { isNamed } from './state.ts';

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">' +
  '<rect width="16" height="16" rx="4" fill="#1f5fbf"/>' +
  '<circle cx="8" cy="6" r="2.6" fill="#fff"/><path d="M3 14a5 5 0 0 1 10 0z" fill="#fff"/></svg>';

/** The CRM's web app: one page for each record. */
export function webServer(state: EmulatorState): FastifyInstance {
  const app = gatedFastify((reply) => {
    html(reply.code(404), missingPage());
  });

  app.setNotFoundHandler((_request, reply) => html(reply.code(404), missingPage()));

  app.get('/', (request, reply) => html(reply, indexPage(organizationsAt(state, request))));

  app.get('/favicon.ico', (_request, reply) => reply.type('image/svg+xml').send(ICON));

  // The link format: it opens the record in the organization that has it. Old links use the second
  // module name. A link that names an organization opens only that organization's records.
  for (const name of ['EntityInfo.do', 'ShowEntityInfo.do']) {
    for (const path of [`/crm/${name}`, `/crm/:domain/${name}`]) {
      app.get(path, (request, reply) => {
        const module = query(request, 'module') ?? '';
        const domain = path.includes(':domain') ? parameter(request, 'domain') : undefined;
        const found = locate(state, request, domain, module, query(request, 'id') ?? '');
        return found === undefined
          ? html(reply.code(404), missingPage())
          : reply.redirect(pathOfRecord(found.record, found.organization));
      });
    }
  }

  // Without an organization, it leads to the CRM's home page, as measured.
  app.get('/crm/tab/:module/:id', (_request, reply) => reply.redirect('/'));

  app.get('/crm/:domain/tab/:module/:id', (request, reply) => {
    const found = locateByPath(state, request);
    if (found === undefined) {
      return html(reply.code(404), missingPage());
    }
    const { record, organization } = found;
    const path = pathOfRecord(record, organization);
    // The version makes browsers fetch the new photo after each upload.
    const version = record.photo?.fileId.slice(0, 16) ?? '';
    const photo = record.photo === null ? null : `${path}/photo?version=${version}`;
    return html(reply, recordPage(record, organization, photo));
  });

  app.get('/crm/:domain/tab/:module/:id/photo', (request, reply) => {
    const photo = locateByPath(state, request)?.record.photo;
    return photo === undefined || photo === null
      ? html(reply.code(404), missingPage())
      : reply
          .type(CONTENT_TYPES[photo.format])
          .header('Cache-Control', 'no-store')
          .send(photo.bytes);
  });

  return app;
}

/** On loopback, all organizations; under a Zoho host name, those of its environment. */
function organizationsAt(
  { organizations }: EmulatorState,
  request: FastifyRequest,
): readonly Organization[] {
  const host = zohoHostOf(request.headers.host);
  return organizations.filter(({ type }) => host === undefined || type === host.environment);
}

function locateByPath(state: EmulatorState, request: FastifyRequest): Located | undefined {
  const [domain, module, id] = ['domain', 'module', 'id'].map((name) => parameter(request, name));
  return locate(state, request, domain, module ?? '', id ?? '');
}

interface Located {
  record: CrmRecord;
  organization: Organization;
}

function locate(
  state: EmulatorState,
  request: FastifyRequest,
  domain: string | undefined,
  module: string,
  id: string,
): Located | undefined {
  for (const organization of organizationsAt(state, request)) {
    const { domain_name, zgid, records } = organization;
    if (domain === undefined || [domain_name, `org${zgid}`].includes(domain)) {
      const record = records.find((each) => each.id === id && isNamed(each.module, module));
      if (record !== undefined) {
        return { record, organization };
      }
    }
  }
  return undefined;
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .type('text/html;charset=UTF-8')
    .header(
      'Content-Security-Policy',
      "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
    )
    .send(page);
}
