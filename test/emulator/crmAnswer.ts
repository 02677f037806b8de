import type { FastifyReply } from 'fastify';
import { CrmError, unparsable } from './crmError.ts';

/** JSON is sent as an attachment, as Zoho does. */
export function sendJson(reply: FastifyReply, body: object): FastifyReply {
  return reply
    .header('Content-Type', 'application/json;charset=UTF-8')
    .header('Content-Disposition', 'attachment; filename=response.json')
    .send(body);
}

export function sendSuccess(reply: FastifyReply, message: string): FastifyReply {
  return sendJson(reply, { message, details: {}, status: 'success', code: 'SUCCESS' });
}

export function sendError(reply: FastifyReply, error: unknown): FastifyReply {
  const crmError = error instanceof CrmError ? error : unexpected(error);
  return sendJson(reply.code(crmError.status), crmError.body);
}

/** What the framework rejects is a malformed request; anything else is an emulator bug. */
function unexpected(error: unknown): CrmError {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return unparsable();
  }
  process.emitWarning(error instanceof Error ? error : String(error));
  return new CrmError(500, 'INTERNAL_ERROR', 'Internal Server Error');
}
