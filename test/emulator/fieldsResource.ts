import type { FastifyReply } from 'fastify';
import { sendJson } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { query } from './crmCall.ts';
import { CrmError, invalidModule, scopeMismatch } from './crmError.ts';
import type { CrmModule } from './organisation.ts';
import { allowsSettings } from './scope.ts';

export function getFields({ request, reply, consent, switches }: CrmCall): FastifyReply {
  if (!allowsSettings(consent.scopes, 'fields')) {
    throw scopeMismatch(switches);
  }
  const name = query(request, 'module');
  if (name === undefined) {
    throw new CrmError(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
      param: 'module',
    });
  }
  const { modules, records } = consent.organisation;
  const module = modules.find(({ api_name }) => api_name === name);
  if (module?.api_supported !== true) {
    throw invalidModule(switches, 0);
  }
  const sample = records.find((record) => record.module === module);
  return sendJson(reply, { fields: fieldsOf(module, sample?.fields ?? {}) });
}

function fieldsOf(module: CrmModule, sample: Record<string, unknown>): object[] {
  const fields = Object.entries(sample).map(([api_name, value]) => ({
    api_name,
    field_label: api_name.replaceAll('_', ' '),
    ...(typeof value === 'number'
      ? { data_type: 'double', json_type: 'double', length: 16 }
      : typeof value === 'boolean'
        ? { data_type: 'boolean', json_type: 'boolean', length: 5 }
        : { data_type: 'text', json_type: 'string', length: 255 }),
  }));
  const photo = {
    api_name: 'Record_Image',
    field_label: `${module.singular_label} Image`,
    data_type: 'profileimage',
    json_type: 'string',
    length: 255,
    ui_type: 66,
    column_name: 'PHOTO_FILEID',
  };
  return [...fields, ...(module.photosFrom === null ? [] : [photo])].map((field, index) => ({
    ...field,
    id: `${module.id.slice(0, -6)}9${module.id.slice(-2)}${String(index).padStart(3, '0')}`,
    custom_field: false,
    read_only: false,
    visible: true,
    view_type: { view: true, edit: true, create: true, quick_create: false },
  }));
}
