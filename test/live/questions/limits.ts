import { grayPixels, jpeg, tooManyPixels, webp } from '../../pictures.ts';
import type { Answer } from '../answer.ts';
import { isSuccess, statusAndCode } from '../answer.ts';
import type { Calls } from '../calls.ts';
import type { Question, Seen } from '../question.ts';

const MIB = 1024 * 1024;
/** Between the two readings of 10 MB. */
const GRAY_BYTES = 10_200_000;
const TOO_MANY_BYTES = 11 * MIB;
/** Of `tooManyPixels`. */
const TOO_MANY_PIXELS = 4032 * 3024;

export const PIXELS_QUESTION: Question = {
  id: 'pixels',
  asks: 'Which pictures have too many pixels, and how does Zoho say so?',
  does: 'Uploads a JPEG of 3888 × 2592 (10.08 MP) and one of 4032 × 3024 (12.19 MP).',
  about: ['maxPixels', 'generation'],
  apiCalls: 2,
  accountsCalls: 0,
  changes: 'photo',
  async ask({ api }) {
    const gray = await upload(api, await grayPixels());
    const over = await upload(api, await tooManyPixels());
    return limitsOf('maxPixels', gray, over, {
      decimal: 10_000_000,
      binary: 10 * MIB,
      more: TOO_MANY_PIXELS,
    });
  },
};

export const BYTES_QUESTION: Question = {
  id: 'bytes',
  asks: 'Which pictures have too many bytes, and how does Zoho say so?',
  does: 'Uploads a JPEG of 10,200,000 bytes and one of 11 MiB: 22 MB in all.',
  about: ['maxBytes', 'generation'],
  apiCalls: 2,
  accountsCalls: 0,
  changes: 'photo',
  async ask({ api }) {
    const small = { width: 640, height: 480 };
    const gray = await upload(api, await jpeg({ ...small, targetBytes: GRAY_BYTES }));
    const over = await upload(api, await jpeg({ ...small, targetBytes: TOO_MANY_BYTES }));
    return limitsOf('maxBytes', gray, over, {
      decimal: 10_000_000,
      binary: 10 * MIB,
      more: TOO_MANY_BYTES,
    });
  },
};

export const FORMAT_QUESTION: Question = {
  id: 'format',
  asks: 'Does Zoho look into a file whose name and type claim another format?',
  does: 'Uploads a WebP picture as “a.jpg”.',
  about: [],
  apiCalls: 1,
  accountsCalls: 0,
  changes: 'photo',
  async ask({ api }) {
    const answer = await upload(api, await webp({ width: 50, height: 40 }));
    return [{ note: `WebP named .jpg: ${statusAndCode(answer)}` }];
  },
};

function upload(api: Calls, bytes: Buffer): Promise<Answer> {
  return api.upload({ name: 'a.jpg', contentType: 'image/jpeg', bytes });
}

interface Readings {
  readonly decimal: number;
  readonly binary: number;
  /** Of the larger picture. */
  readonly more: number;
}

function limitsOf(about: string, gray: Answer, over: Answer, readings: Readings): Seen[] {
  const note = {
    note: `${about}, between the readings: ${statusAndCode(gray)}; above both: ${statusAndCode(over)}`,
  };
  const generation = isSuccess(over) ? undefined : generationOf(over);
  return [
    isSuccess(over)
      ? { about, value: `more than ${readings.more}` }
      : isSuccess(gray)
        ? { about, value: readings.binary }
        : generationOf(gray) === undefined
          ? { about, unseen: `The answer is ${statusAndCode(gray)}.` }
          : { about, value: readings.decimal },
    generation === undefined
      ? { about: 'generation', unseen: `The answer is ${statusAndCode(over)}.` }
      : { about: 'generation', value: generation },
    note,
  ];
}

/** Whose codes a refusal of a large picture has: the v2 page's, the v7 page's, or v8's. */
function generationOf({ status, code }: Answer): string | undefined {
  switch (code) {
    case 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE':
      return status === 400 ? 'v2' : status === 415 ? 'v7' : undefined;
    case 'FILE_SIZE_EXCEEDS':
    case 'FILE_RESOLUTION_EXCEEDS':
      return 'v8';
    default:
      return undefined;
  }
}
