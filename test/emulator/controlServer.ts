import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import type { ClientOptions } from './clients.ts';
import type { CodeOptions } from './codeOptions.ts';
import { issuedCode } from './codeOptions.ts';
import type { Fault } from './fault.ts';
import type { CrmModule, CrmRecord, StoredPhoto, UserProfile } from './organization.ts';
import { CONTENT_TYPES, pictureOf } from './picture.ts';
import type { Switches } from './profile.ts';
import { newFileId, storedPhoto } from './photoResource.ts';
import type { ConsentOptions, EmulatorState, ResetOptions } from './state.ts';
import { recordJson } from './recordResource.ts';

interface RecordParameters {
  Params: { module: string; id: string };
}

/** Lets tests and demos control the emulator. `EmulatorControl` is its client. */
export function controlServer(state: EmulatorState): FastifyInstance {
  const app = fastify({ bodyLimit: 64 * 1024 * 1024 });
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer' },
    (_request, body, done) => {
      done(null, body);
    },
  );
  // Refuses requests from web pages of any origin.
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers.origin !== undefined) {
      await reply.code(403).send({ message: 'not from a browser' });
    }
  });
  const recordOf = ({ module, id }: RecordParameters['Params']): CrmRecord => {
    const record = state.record(module, id);
    if (record === undefined) {
      throw new Error(`no record ${id} in ${module}`);
    }
    return record;
  };

  app.post<{ Body: ResetOptions }>('/reset', (request, reply) => {
    state.reset(request.body);
    return reply.send({});
  });
  app.post<{ Body: { ms: number } }>('/clock', (request, reply) => {
    state.advanceClock(request.body.ms);
    return reply.send({});
  });
  app.post<{ Body: ClientOptions }>('/clients', (request, reply) => {
    const { id, secret } = state.accounts.clients.register(request.body, state.switches.location);
    return reply.send({ clientId: id, clientSecret: secret ?? '' });
  });
  app.post<{ Body: CodeOptions }>('/codes', (request, reply) =>
    reply.send({ code: issuedCode(state, request.body) }),
  );
  app.post<{ Body: ConsentOptions }>('/access-tokens', (request, reply) =>
    reply.send({ token: state.grants.issueAccessToken(state.consent(request.body)).value }),
  );
  app.post('/access-tokens/expire', (_request, reply) => {
    state.grants.expireAccessTokens();
    return reply.send({});
  });
  app.post<{ Body: { only?: string } }>('/access-tokens/revoke', (request, reply) => {
    const { only } = request.body;
    if (only === undefined) {
      state.grants.revokeAccessTokens();
    } else {
      state.grants.revokeAccessToken(only);
    }
    return reply.send({});
  });
  app.get('/refresh-tokens', (_request, reply) =>
    reply.send(
      state.grants.refreshTokens.map(({ consent }) => ({
        clientId: consent.client.id,
        user: consent.user.email,
        organization: consent.organization.domain_name,
        scopes: consent.scopes,
      })),
    ),
  );
  app.post('/refresh-tokens/revoke', (_request, reply) => {
    state.grants.revokeRefreshTokens();
    return reply.send({});
  });
  app.post<{ Body: Fault }>('/faults', (request, reply) => {
    state.faults.add(request.body);
    return reply.send({});
  });
  app.delete('/faults', (_request, reply) => {
    state.faults.clear();
    return reply.send({});
  });
  app.patch<{ Body: Partial<Switches> }>('/switches', (request, reply) => {
    Object.assign(state.switches, request.body);
    return reply.send({});
  });
  app.get('/requests', (_request, reply) => reply.send(state.log));
  app.get('/proxied', (_request, reply) => reply.send(state.proxyLog));
  app.get('/secrets', (_request, reply) => reply.send(state.accounts.secrets()));
  app.get('/workflows', (_request, reply) => reply.send(state.workflows));

  app.post<{ Params: { module: string }; Body: Record<string, unknown>[] }>(
    '/records/:module',
    (request, reply) => reply.send({ ids: state.addRecords(request.params.module, request.body) }),
  );
  app.get<RecordParameters>('/records/:module/:id', (request, reply) => {
    const record = recordOf(request.params);
    const organization = state.organizationOf(record);
    return reply.send(organization && recordJson(record, organization, { recordImageStays: true }));
  });
  app.patch<RecordParameters & { Body: Record<string, unknown> }>(
    '/records/:module/:id',
    (request, reply) => {
      Object.assign(recordOf(request.params).fields, request.body);
      return reply.send({});
    },
  );
  app.delete<RecordParameters>('/records/:module/:id', (request, reply) => {
    const record = recordOf(request.params);
    const records = state.organizationOf(record)?.records;
    records?.splice(records.indexOf(record), 1);
    return reply.send({});
  });
  app.patch<{ Params: { module: string }; Body: Pick<CrmModule, 'image_enable'> }>(
    '/modules/:module',
    (request, reply) => {
      const modules = state.organizations.flatMap((organization) => organization.modules);
      for (const module of modules.filter(({ api_name }) => api_name === request.params.module)) {
        Object.assign(module, request.body);
      }
      return reply.send({});
    },
  );
  app.patch<{ Params: { name: string }; Body: Partial<UserProfile> }>(
    '/profiles/:name',
    (request, reply) => {
      const users = state.organizations.flatMap((organization) => organization.users);
      for (const { profile } of users.filter(
        ({ profile: { name } }) => name === request.params.name,
      )) {
        Object.assign(profile, request.body);
      }
      return reply.send({});
    },
  );
  app.get<RecordParameters>('/records/:module/:id/photo', (request, reply) => {
    const { photo } = recordOf(request.params);
    return reply.send({ photo: photo && described(photo) });
  });
  app.get<RecordParameters>('/records/:module/:id/photo/bytes', (request, reply) => {
    const { photo } = recordOf(request.params);
    return photo === null
      ? reply.code(204).send()
      : reply.type('application/octet-stream').send(photo.bytes);
  });
  app.put<RecordParameters & { Querystring: { fileName: string }; Body: Buffer }>(
    '/records/:module/:id/photo',
    (request, reply) => {
      const picture = pictureOf(request.body);
      if (picture === undefined) {
        throw new Error('not a picture that Zoho takes');
      }
      const record = recordOf(request.params);
      const own = { fileId: newFileId(record, state.switches), pending: false };
      record.photo = storedPhoto(request.body, request.query.fileName, picture, own);
      return reply.send({});
    },
  );
  app.delete<RecordParameters>('/records/:module/:id/photo', (request, reply) => {
    recordOf(request.params).photo = null;
    return reply.send({});
  });
  app.post<RecordParameters>('/records/:module/:id/photo/approve', (request, reply) => {
    const { photo } = recordOf(request.params);
    if (photo !== null) {
      photo.pending = false;
    }
    return reply.send({});
  });
  return app;
}

function described({ bytes, format, fileName }: StoredPhoto): object {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, size: bytes.length, contentType: CONTENT_TYPES[format], fileName };
}
