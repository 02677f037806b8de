/** One part of a `multipart/form-data` body. */
export interface Part {
  name: string;
  /** From the bytes, decoded as UTF-8; undefined when the part has none. */
  fileName: string | undefined;
  contentType: string | undefined;
  body: Buffer;
}

/** Why a body isn't the `multipart/form-data` that it claims to be. */
export class MultipartError extends Error {
  override readonly name = 'MultipartError';
}

const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
const BOUNDARY = /^[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/;
const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+(?:\s*;.*)?$/;
const CRLF = '\r\n';

/**
 * The boundary that a Content-Type header names.
 *
 * @throws MultipartError when it is not `multipart/form-data` with exactly one boundary
 */
export function boundaryOf(contentType: string): string {
  const match = /^multipart\/form-data\s*;\s*boundary=(?:"([^"]*)"|([^\s";]+))$/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined || !BOUNDARY.test(boundary)) {
    throw new MultipartError(`not multipart/form-data with a boundary: ${contentType}`);
  }
  return boundary;
}

/**
 * Parses a body strictly by RFC 7578: no text before the first boundary or after the last, lines
 * end in CRLF, quoted values contain no quotes, and every part has one form-data disposition with
 * a name.
 *
 * @throws MultipartError at the first violation
 */
export function parseMultipart(contentType: string, body: Buffer): Part[] {
  const delimiter = Buffer.from(`--${boundaryOf(contentType)}`);
  if (!body.subarray(0, delimiter.length).equals(delimiter)) {
    throw new MultipartError('the body does not begin with its boundary');
  }
  const between = Buffer.concat([Buffer.from(CRLF), delimiter]);
  const parts: Part[] = [];
  for (let at = delimiter.length; ;) {
    const follows = body.toString('latin1', at, at + 2);
    if (follows === '--') {
      const rest = body.toString('latin1', at + 2);
      if (rest !== '' && rest !== CRLF) {
        throw new MultipartError('text after the final boundary');
      }
      if (parts.length === 0) {
        throw new MultipartError('no part');
      }
      return parts;
    }
    if (follows !== CRLF) {
      throw new MultipartError('a boundary that is neither followed by a line end nor final');
    }
    const end = body.indexOf(between, at + 2);
    if (end < 0) {
      throw new MultipartError('the final boundary is missing');
    }
    parts.push(parsePart(body.subarray(at + 2, end)));
    at = end + between.length;
  }
}

function parsePart(bytes: Buffer): Part {
  // A part without headers would start with the empty line, which isn't allowed.
  const end = bytes.indexOf(CRLF + CRLF);
  if (end < 0) {
    throw new MultipartError('a part without the empty line behind its headers');
  }
  const headers = parseHeaders(decoded(bytes.subarray(0, end)));
  const disposition = parseDisposition(headers.get('content-disposition'));
  const contentType = headers.get('content-type');
  if (contentType !== undefined && !MEDIA_TYPE.test(contentType)) {
    throw new MultipartError(`not a media type: ${contentType}`);
  }
  const encoding = headers.get('content-transfer-encoding') ?? 'binary';
  if (!['7bit', '8bit', 'binary'].includes(encoding.toLowerCase())) {
    throw new MultipartError(`an encoded part: ${encoding}`);
  }
  return { ...disposition, contentType, body: bytes.subarray(end + 4) };
}

function decoded(bytes: Buffer): string {
  try {
    // A byte order mark counts as part of a name, like any other character.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new MultipartError('headers that are not UTF-8');
  }
}

function parseHeaders(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of text.split(CRLF)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (colon < 0 || !TOKEN.test(name)) {
      throw new MultipartError(`not a header: ${line}`);
    }
    if (headers.has(name)) {
      throw new MultipartError(`a header twice: ${name}`);
    }
    const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '');
    if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) {
      throw new MultipartError(`a control character in a header: ${name}`);
    }
    headers.set(name, value);
  }
  return headers;
}

/** `form-data; name="file"; filename="a.png"`. A backslash is an ordinary character. */
function parseDisposition(value = ''): Pick<Part, 'name' | 'fileName'> {
  const type = /^form-data(?=;|$)/i.exec(value);
  if (type === null) {
    throw new MultipartError(`not a form-data disposition: ${value}`);
  }
  const parameters = new Map<string, string>();
  const parameter = /;[ \t]*([a-z]+)=(?:"([^"]*)"|([^\s";,]+))/iy;
  parameter.lastIndex = type[0].length;
  while (parameter.lastIndex < value.length) {
    const match = parameter.exec(value);
    const name = match?.[1]?.toLowerCase();
    if (match === null || name === undefined || parameters.has(name)) {
      throw new MultipartError(`not a list of parameters: ${value}`);
    }
    parameters.set(name, match[2] ?? match[3] ?? '');
  }
  const name = parameters.get('name');
  if (name === undefined || [...parameters.keys()].some((key) => !/^(file)?name$/.test(key))) {
    throw new MultipartError(`parameters other than name and filename: ${value}`);
  }
  return { name, fileName: parameters.get('filename') };
}
