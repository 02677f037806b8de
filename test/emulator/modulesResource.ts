import type { FastifyReply } from 'fastify';
import { isAtLeast } from './apiVersion.ts';
import { sendJson } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { parameter, query } from './crmCall.ts';
import { invalidModule, scopeMismatch } from './crmError.ts';
import type { CrmModule, Organisation } from './organisation.ts';
import { allowsSettings } from './scope.ts';

export function getModules(call: CrmCall): FastifyReply {
  const { request, reply, consent, version } = call;
  checkScope(call);
  // Filters are known to v8; earlier versions list all.
  const feature = isAtLeast(version, 'v8') ? query(request, 'feature_name') : undefined;
  const { organisation } = consent;
  const modules = organisation.modules.filter(
    (module) => feature !== 'record_image' || module.photosFrom !== null,
  );
  return modules.length === 0
    ? reply.code(204).send()
    : sendJson(reply, { modules: modules.map((module) => moduleJson(module, organisation)) });
}

export function getModule(call: CrmCall): FastifyReply {
  const { request, reply, consent, switches } = call;
  checkScope(call);
  const { organisation } = consent;
  const name = parameter(request, 'module');
  const module = organisation.modules.find(({ api_name }) => api_name === name);
  if (module === undefined) {
    throw invalidModule(switches, 2);
  }
  const own = { display_field: { api_name: module.display_field }, search_layout_fields: [] };
  return sendJson(reply, { modules: [{ ...moduleJson(module, organisation), ...own }] });
}

function checkScope({ consent, switches }: CrmCall): void {
  if (!allowsSettings(consent.scopes, 'modules')) {
    throw scopeMismatch(switches);
  }
}

function moduleJson(module: CrmModule, { modules, users }: Organisation): object {
  const { id, api_name, module_name, singular_label, plural_label } = module;
  const { generated_type, api_supported } = module;
  return {
    id,
    api_name,
    module_name,
    singular_label,
    plural_label,
    generated_type,
    api_supported,
    global_search_supported: api_supported,
    viewable: true,
    creatable: api_supported,
    editable: api_supported,
    deletable: api_supported,
    convertable: api_name === 'Leads',
    visible: true,
    visibility: 1,
    status: 'visible',
    show_as_tab: true,
    sequence_number: modules.indexOf(module) + 1,
    profiles: users.map(({ profile }) => ({ name: profile.name, id: profile.id })),
    parent_module: {},
    web_link: null,
    arguments: [],
    modified_by: null,
    modified_time: null,
  };
}
