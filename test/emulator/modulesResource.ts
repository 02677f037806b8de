import type { FastifyReply } from 'fastify';
import { isAtLeast } from './apiVersion.ts';
import { sendJson } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { parameter, query } from './crmCall.ts';
import { hiddenModule, invalidModule, scopeMismatch } from './crmError.ts';
import type { CrmModule } from './organization.ts';
import { allowsSettings } from './scope.ts';

export function getModules(call: CrmCall): FastifyReply {
  const { request, reply, consent, switches, version } = call;
  checkScope(call);
  // Only v8 supports filters; earlier versions list everything.
  const feature = isAtLeast(version, 'v8') ? query(request, 'feature_name') : undefined;
  const { hiddenModules } = consent.user.profile;
  const modules = consent.organization.modules.filter(
    ({ api_name, photosFrom }) =>
      (feature !== 'record_image' || photosFrom !== null) &&
      (switches.listsHiddenModules || !hiddenModules.includes(api_name)),
  );
  return modules.length === 0
    ? reply.code(204).send()
    : sendJson(reply, {
        modules: [
          ...modules.map((module) => moduleJson(module, call)),
          // Only what the newest specification requires.
          ...(switches.nullLabels ? [{ id: `${consent.organization.id.slice(0, -6)}999999` }] : []),
        ],
      });
}

export function getModule(call: CrmCall): FastifyReply {
  const { request, reply, consent, switches } = call;
  checkScope(call);
  const name = parameter(request, 'module');
  const module = consent.organization.modules.find(({ api_name }) => api_name === name);
  if (module === undefined) {
    throw invalidModule(switches, 2);
  }
  if (consent.user.profile.hiddenModules.includes(name)) {
    throw hiddenModule(switches, name, 2);
  }
  const own = { display_field: { api_name: module.display_field }, search_layout_fields: [] };
  return sendJson(reply, { modules: [{ ...moduleJson(module, call), ...own }] });
}

function checkScope({ consent, switches }: CrmCall): void {
  if (!allowsSettings(consent.scopes, 'modules')) {
    throw scopeMismatch(switches);
  }
}

/** The module as the caller's profile sees it. */
function moduleJson(module: CrmModule, { consent, switches }: CrmCall): object {
  const { organization, user } = consent;
  const { id, api_name, module_name, singular_label, plural_label } = module;
  const { generated_type, api_supported } = module;
  const { modules, users } = organization;
  const viewable = !user.profile.hiddenModules.includes(api_name);
  const changeable = api_supported && viewable && !user.profile.readOnlyModules.includes(api_name);
  const seeing = users.filter(({ profile }) => !profile.hiddenModules.includes(api_name));
  return {
    id,
    api_name,
    module_name,
    singular_label,
    plural_label,
    generated_type,
    api_supported,
    global_search_supported: api_supported,
    viewable,
    creatable: changeable,
    editable: changeable,
    deletable: changeable,
    convertable: api_name === 'Leads',
    visible: true,
    visibility: 1,
    status: 'visible',
    show_as_tab: true,
    sequence_number: modules.indexOf(module) + 1,
    profiles: seeing.map(({ profile }) => ({ name: profile.name, id: profile.id })),
    parent_module: {},
    web_link: null,
    arguments: [],
    modified_by: null,
    modified_time: null,
    ...(switches.nullLabels ? nulls(module) : {}),
  };
}

/** The fields that may be null or missing; nearly all of them if the API doesn't support the module. */
function nulls({ api_supported }: CrmModule): object {
  const labels = { singular_label: null, plural_label: null, profiles: null, web_link: null };
  return api_supported
    ? labels
    : { ...labels, api_name: null, status: null, generated_type: undefined };
}
