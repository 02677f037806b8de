import type { FastifyRequest } from 'fastify';
import { arrivalOf } from './gate.ts';
import { MultipartError, parseMultipart } from './multipart.ts';
import type { ParametersIn } from './requestLog.ts';

/**
 * The parameters of a request to the accounts server, from everywhere Zoho accepts them: query,
 * form in either encoding, and client ID and secret from a Basic header. The first value wins.
 */
export function tokenParameters(request: FastifyRequest): ReadonlyMap<string, string> {
  const { body, entry } = arrivalOf(request.raw);
  const found: [ParametersIn, Iterable<readonly [string, string]>][] = [
    ['query', new URL(request.url, 'http://accounts').searchParams],
    ...formOf(request.headers['content-type'] ?? '', body),
    ['basic', basicOf(request.headers.authorization ?? '')],
  ];
  const parameters = new Map<string, string>();
  const parametersIn: ParametersIn[] = [];
  for (const [place, pairs] of found) {
    let any = false;
    for (const [name, value] of pairs) {
      any = true;
      if (!parameters.has(name)) {
        parameters.set(name, value);
      }
    }
    if (any) {
      parametersIn.push(place);
    }
  }
  entry.parametersIn = parametersIn;
  return parameters;
}

function formOf(
  contentType: string,
  body: Buffer,
): [ParametersIn, Iterable<readonly [string, string]>][] {
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    return [['form', new URLSearchParams(body.toString('utf8'))]];
  }
  if (/^multipart\/form-data\b/i.test(contentType)) {
    try {
      const parts = parseMultipart(contentType, body);
      return [['multipart', parts.map((part) => [part.name, part.body.toString('utf8')] as const)]];
    } catch (error) {
      if (error instanceof MultipartError) {
        return [];
      }
      throw error;
    }
  }
  return [];
}

function basicOf(header: string): (readonly [string, string])[] {
  const encoded = /^Basic ([\w+/=]+)$/i.exec(header)?.[1];
  const [, id, secret] =
    /^([^:]+):(.*)$/.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
  return id === undefined || secret === undefined
    ? []
    : [
        ['client_id', id],
        ['client_secret', secret],
      ];
}
