import type { FastifyReply } from 'fastify';
import { sendJson } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { query } from './crmCall.ts';
import { CrmError, hiddenModule, invalidModule, scopeMismatch } from './crmError.ts';
import type { FieldTraits } from './fieldTraits.ts';
import { fieldTraits, traitsOf } from './fieldTraits.ts';
import type { CrmModule, Organization } from './organization.ts';
import { photoField } from './photoField.ts';
import { allowsSettings } from './scope.ts';

export function getFields(call: CrmCall): FastifyReply {
  const module = moduleInQuery(call, 'fields');
  return sendJson(call.reply, { fields: fieldsOf(module, call) });
}

/**
 * The module named by the query, if the token allows reading its metadata.
 *
 * @throws CrmError when the token doesn't allow it or there is no visible module
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
  const module = consent.organization.modules.find(({ api_name }) => api_name === name);
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
  const fields = fieldNames(module, consent.organization).map((api_name) => ({
    api_name,
    ...described(api_name, fieldTraits(module, api_name)),
    display_field: api_name === module.display_field,
    read_only: consent.user.profile.readOnlyModules.includes(module.api_name),
  }));
  const photo = module.photosFrom === null ? [] : [photoField(module, consent, switches)];
  return [...fields, ...photo].map((field, index) => ({
    ...field,
    id: `${module.id.slice(0, -6)}9${module.id.slice(-2)}${String(index).padStart(3, '0')}`,
    custom_field: false,
    visible: switches.fieldsVisible,
    view_type: { view: true, edit: true, create: true, quick_create: false },
  }));
}

/** The fields that records have, and those that they could have. */
export function fieldNames(module: CrmModule, { records }: Organization): string[] {
  const own = records.filter((record) => record.module === module);
  const names = own.flatMap(({ fields }) => Object.keys(fields));
  return [...new Set([...names, ...Object.keys(traitsOf(module))])].filter(
    (name) => !name.startsWith('$'),
  );
}

/** The metadata of every field, as in the specification's example. */
function described(name: string, traits: FieldTraits): Record<string, unknown> {
  const { dataType, label = name.replaceAll('_', ' '), searchable = true } = traits;
  return {
    field_label: label,
    display_label: label,
    data_type: dataType,
    ...JSON_TYPES[dataType],
    unique: traits.unique === true ? { casesensitive: '0' } : {},
    crypt: traits.encrypted === true ? { mode: 'encryption', status: 1 } : null,
    auto_number:
      dataType === 'autonumber'
        ? { prefix: 'ART-', suffix: '', start_number: 1, starting_number_length: 5 }
        : {},
    filterable: traits.encrypted !== true,
    searchable,
  };
}

const JSON_TYPES: Readonly<Record<FieldTraits['dataType'], { json_type: string; length: number }>> =
  {
    autonumber: { json_type: 'string', length: 20 },
    bigint: { json_type: 'string', length: 18 },
    boolean: { json_type: 'boolean', length: 5 },
    currency: { json_type: 'double', length: 16 },
    email: { json_type: 'string', length: 100 },
    integer: { json_type: 'integer', length: 9 },
    phone: { json_type: 'string', length: 30 },
    text: { json_type: 'string', length: 255 },
  };
