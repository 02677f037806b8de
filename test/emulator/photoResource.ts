import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { isAtLeast } from './apiVersion.ts';
import { sendSuccess } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { query } from './crmCall.ts';
import {
  alreadyConverted,
  cannotPerformAction,
  invalidRecord,
  invalidTriggers,
  moduleNotSupported,
  noFile,
  noPermission,
  noPrivilege,
  notApproved,
  notReviewed,
  photosOff,
  recordInBlueprint,
  recordLocked,
  severalFiles,
  tooManyBytes,
  tooManyPixels,
  unparsable,
  wrongFormat,
} from './crmError.ts';
import { downloadOf } from './download.ts';
import { isAwaitingApproval, isConverted } from './hiddenRecords.ts';
import type { Part } from './multipart.ts';
import { MultipartError, parseMultipart } from './multipart.ts';
import type { CrmModule, CrmRecord, StoredPhoto } from './organization.ts';
import { pictureOf } from './picture.ts';
import type { Switches } from './profile.ts';
import { idOf, moduleOf, recordIn } from './recordResource.ts';
import type { Operation } from './scope.ts';

const TRIGGERS = ['workflow', 'approval', 'blueprint', 'pathfinder', 'orchestration'];

/** Zoho's page "Upload a Photo": the upload becomes the record's photo, replacing any other. */
export function uploadPhoto(call: CrmCall): FastifyReply {
  const { reply, switches, state } = call;
  const record = photoRecord(call, ['CREATE', 'WRITE']);
  checkEditable(call, record, 'upload');
  const restricted = restrictedTriggers(call);
  record.photo = photoIn(call, record);
  if (!restricted.includes('workflow')) {
    state.workflows.push({ module: record.module.api_name, id: record.id });
  }
  return sendSuccess(reply, switches.uploadedMessage);
}

export async function getPhoto(call: CrmCall): Promise<FastifyReply> {
  const { reply, switches } = call;
  const record = photoRecord(call, ['READ']);
  const { photo, fields } = record;
  if (fields.$in_merge === true) {
    throw recordLocked(switches, record.id);
  }
  if (isAwaitingApproval(record) || photo?.pending === true) {
    throw notApproved('get', record.id);
  }
  if (photo === null) {
    return reply.code(204).send();
  }
  const { contentType, bytes, extension } = await downloadOf(photo, switches);
  return reply
    .header('Content-Type', contentType)
    .header('Content-Disposition', `attachment; filename="photo.${extension}"`)
    .send(bytes);
}

export function deletePhoto(call: CrmCall): FastifyReply {
  const { reply, switches } = call;
  const record = photoRecord(call, ['DELETE']);
  checkEditable(call, record, 'delete');
  if (record.photo === null && switches.deleteWithoutPhoto === 'INVALID_DATA') {
    throw invalidRecord(switches, record.id);
  }
  record.photo = null;
  return sendSuccess(reply, switches.deletedMessage);
}

/** The record named by the path, in a module that supports photos in this version. */
function photoRecord(call: CrmCall, operations: readonly Operation[]): CrmRecord {
  const { switches, consent } = call;
  const module = moduleOf(call, operations);
  if (!takesPhotos(call, module)) {
    throw moduleNotSupported(switches);
  }
  const id = idOf(call);
  const record = recordIn(consent.organization, module, id);
  if (record === undefined) {
    throw invalidRecord(switches, id);
  }
  return record;
}

function takesPhotos({ version, switches }: CrmCall, { photosFrom }: CrmModule): boolean {
  return photosFrom !== null && (switches.dealsOnEveryVersion || isAtLeast(version, photosFrom));
}

/** Checks first what the layout and the user's profile forbid, then the record's state. */
function checkEditable(
  { switches, consent }: CrmCall,
  record: CrmRecord,
  action: 'upload' | 'delete',
): void {
  const { id, fields, module } = record;
  const { readOnlyModules, readOnlyPhotos } = consent.user.profile;
  if (!module.image_enable) {
    throw photosOff(switches);
  }
  if (readOnlyModules.includes(module.api_name)) {
    throw noPermission(switches, module.api_name);
  }
  if (readOnlyPhotos.includes(module.api_name)) {
    throw noPrivilege();
  }
  if (isConverted(record)) {
    throw alreadyConverted(switches, id);
  }
  if (fields.$editable === false) {
    throw cannotPerformAction();
  }
  if (fields.$locked === true || fields.Locked__s === true || fields.$in_merge === true) {
    throw recordLocked(switches, id);
  }
  if (isAwaitingApproval(record)) {
    throw notApproved(action, id);
  }
  if (fields.$review !== undefined && fields.$review !== null) {
    throw notReviewed(action, id);
  }
  if (fields.$process_flow === true) {
    throw recordInBlueprint(id);
  }
}

/** v2 to v7 support only `workflow`. */
function restrictedTriggers({ request, version }: CrmCall): string[] {
  const known = isAtLeast(version, 'v8') ? TRIGGERS : TRIGGERS.slice(0, 1);
  const named = query(request, 'restrict_triggers')?.split(',') ?? [];
  if (named.some((trigger) => !known.includes(trigger))) {
    throw invalidTriggers();
  }
  return named;
}

function photoIn(call: CrmCall, record: CrmRecord): StoredPhoto {
  const { switches } = call;
  const { body, fileName } = onlyPart(call);
  if (body.length > switches.maxBytes) {
    throw tooManyBytes(switches);
  }
  const picture = pictureOf(body);
  if (picture === undefined) {
    throw wrongFormat(switches);
  }
  const pixels = picture.width * picture.height;
  if (pixels > switches.maxPixels) {
    throw tooManyPixels(switches, pixels);
  }
  return storedPhoto(body, fileName, picture, {
    fileId: newFileId(record, switches),
    pending: switches.approvalPending,
  });
}

export function storedPhoto(
  bytes: Buffer,
  fileName: string,
  { format, width, height }: Pick<StoredPhoto, 'format' | 'width' | 'height'>,
  { fileId, pending }: Pick<StoredPhoto, 'fileId' | 'pending'>,
): StoredPhoto {
  return { bytes, fileName, format, width, height, fileId, pending };
}

/** The value of Record_Image for a new photo. */
export function newFileId({ id }: CrmRecord, { recordImageChanges }: Switches): string {
  return recordImageChanges
    ? randomBytes(48).toString('hex')
    : Buffer.from(`photo of ${id}`).toString('hex').padEnd(96, '0');
}

/** The request's only part, named `file`, with a file name and at least one byte. */
function onlyPart({ request, arrival, switches }: CrmCall): { body: Buffer; fileName: string } {
  const parts = partsOf(request.headers['content-type'] ?? '', arrival.body);
  const [part] = parts;
  if (parts.length > 1) {
    throw severalFiles(switches);
  }
  if (part !== undefined) {
    arrival.entry.part = {
      name: part.name,
      fileName: part.fileName ?? '',
      contentType: part.contentType ?? '',
      size: part.body.length,
    };
  }
  const { name, fileName = '', body } = part ?? { name: '', body: Buffer.alloc(0) };
  if (name !== 'file' || fileName === '' || body.length === 0) {
    throw noFile(switches);
  }
  return { body, fileName };
}

function partsOf(contentType: string, body: Buffer): Part[] {
  try {
    return parseMultipart(contentType, body);
  } catch (error) {
    throw error instanceof MultipartError ? unparsable() : error;
  }
}
