import type { FastifyReply } from 'fastify';
import { sendJson } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { query } from './crmCall.ts';
import { CrmError, hiddenModule, invalidModule, scopeMismatch } from './crmError.ts';
import type { CrmModule } from './organisation.ts';
import { photoField } from './photoField.ts';
import { allowsSettings } from './scope.ts';

export function getFields(call: CrmCall): FastifyReply {
  const module = moduleInQuery(call, 'fields');
  return sendJson(call.reply, { fields: fieldsOf(module, call) });
}

/**
 * The module that the query names, if the token may read its metadata.
 *
 * @throws CrmError when it may not, or there is none to be seen
 */
export function moduleInQuery(
  { request, consent, switches }: CrmCall,
  what: 'fields' | 'layouts',
): CrmModule {
  if (!allowsSettings(consent.scopes, what)) {
    throw scopeMismatch(switches);
  }
  const name = query(request, 'module');
  if (name === undefined) {
    throw new CrmError(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
      param: 'module',
    });
  }
  const module = consent.organisation.modules.find(({ api_name }) => api_name === name);
  if (module?.api_supported !== true) {
    throw invalidModule(switches, 0);
  }
  if (consent.user.profile.hiddenModules.includes(name)) {
    throw hiddenModule(switches, name, 0);
  }
  return module;
}

export function fieldsOf(
  module: CrmModule,
  { consent, switches }: CrmCall,
): Record<string, unknown>[] {
  const sample = consent.organisation.records.find((record) => record.module === module);
  const fields = Object.entries(sample?.fields ?? {}).map(([api_name, value]) => ({
    api_name,
    field_label: api_name.replaceAll('_', ' '),
    ...(typeof value === 'number'
      ? { data_type: 'double', json_type: 'double', length: 16 }
      : typeof value === 'boolean'
        ? { data_type: 'boolean', json_type: 'boolean', length: 5 }
        : { data_type: 'text', json_type: 'string', length: 255 }),
    read_only: consent.user.profile.readOnlyModules.includes(module.api_name),
  }));
  const photo = module.photosFrom === null ? [] : [photoField(module, consent, switches)];
  return [...fields, ...photo].map((field, index) => ({
    ...field,
    id: `${module.id.slice(0, -6)}9${module.id.slice(-2)}${String(index).padStart(3, '0')}`,
    custom_field: false,
    visible: true,
    view_type: { view: true, edit: true, create: true, quick_create: false },
  }));
}
