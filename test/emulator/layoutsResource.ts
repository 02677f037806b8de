import type { FastifyReply } from 'fastify';
import { sendJson } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { fieldsOf, moduleInQuery } from './fieldsResource.ts';

/** `GET /settings/layouts?module=`: here, each module has one layout, with the photo at the top. */
export function getLayouts(call: CrmCall): FastifyReply {
  const module = moduleInQuery(call, 'layouts');
  const fields = fieldsOf(module, call);
  const isPhoto = (field: Record<string, unknown>): boolean => field.api_name === 'Record_Image';
  const photo = fields.filter(isPhoto);
  const sections = [
    ...(photo.length === 0 ? [] : [{ api_name: 'Record_Image__s', fields: photo }]),
    {
      api_name: `${module.api_name}_Information`,
      fields: fields.filter((field) => !isPhoto(field)),
    },
  ];
  const layout = {
    id: `${module.id.slice(0, -6)}8${module.id.slice(-2)}000`,
    name: 'Standard',
    display_label: 'Standard',
    visible: true,
    status: 'active',
    ...(call.switches.photosOffShows === 'in layout' ? { image_enable: module.image_enable } : {}),
    sections,
  };
  return sendJson(call.reply, { layouts: [layout] });
}
