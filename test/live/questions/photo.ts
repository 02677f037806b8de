import { Readable } from 'node:stream';
import sharp from 'sharp';
import type { OutgoingBody } from '../../../src/zoho/sender.ts';
import { textOfValue } from '../../../src/zoho/value.ts';
import { jpeg } from '../../pictures.ts';
import type { Answer } from '../answer.ts';
import { isSuccess, rowsOf, statusAndCode } from '../answer.ts';
import { isPending } from '../originalPhoto.ts';
import type { Question, Seen, Tools } from '../question.ts';
import { coded } from './records.ts';

/** Larger than any thumbnail, and of a shape that shows a rotation. */
const SENT = { width: 1600, height: 1200 };
/** EXIF: turned by 90 degrees. */
const TURNED = 6;

const WORDINGS = ['photo uploaded successfully', 'Photo uploaded successfully'];

export const RETURN_QUESTION: Question = {
  id: 'what-comes-back',
  asks: 'What does Zoho return as a record’s photo, and does it hold new photos for approval?',
  does:
    'Uploads a JPEG of 1600 × 1200 pixels with an EXIF rotation to the record, and downloads the ' +
    'photo. If Zoho holds it for approval, you are asked to approve it in the CRM.',
  about: ['uploadedMessage', 'approvalPending', 'handsBack', 'downloadType', 'appliesOrientation'],
  apiCalls: 8,
  accountsCalls: 0,
  changes: 'photo',
  async ask(tools): Promise<Seen[]> {
    const bytes = await jpeg({ ...SENT, orientation: TURNED });
    const uploaded = await tools.api.upload({ name: 'a.jpg', contentType: 'image/jpeg', bytes });
    if (!isSuccess(uploaded)) {
      return unseenAll(this.about, `The upload was refused: ${statusAndCode(uploaded)}.`);
    }
    const { message } = uploaded;
    const wording = WORDINGS.includes(message) ? message : 'another wording';
    let photo = await tools.api.photo();
    const pending = isPending(photo);
    if (pending) {
      photo = await approved(tools, photo);
    }
    return [
      { about: 'uploadedMessage', value: message, shown: wording },
      { about: 'approvalPending', value: pending },
      ...(photo.status === 200
        ? await returned(photo, bytes)
        : unseenAll(this.about.slice(2), `Zoho returns no photo: ${statusAndCode(photo)}.`)),
    ];
  },
};

function unseenAll(facts: readonly string[], unseen: string): Seen[] {
  return facts.map((about) => ({ about, unseen }));
}

/** How often somebody may say that a photo is approved. */
const APPROVALS = 5;

async function approved({ api, person, signal }: Tools, pending: Answer): Promise<Answer> {
  let photo = pending;
  for (let asked = 0; asked < APPROVALS && isPending(photo); asked += 1) {
    const line = await person.line(
      'Zoho holds the new photo for approval. Approve it in the CRM, then press Enter (s = skip): ',
      signal,
    );
    if (/^s/i.test(line.trim())) {
      return photo;
    }
    photo = await api.photo();
  }
  return photo;
}

/** What became of the picture. */
async function returned(photo: Answer, sent: Buffer): Promise<Seen[]> {
  const { format, width, height } = await sharp(photo.bytes).metadata();
  const isSame = sent.equals(photo.bytes);
  const [longer, shorter] = [Math.max(width, height), Math.min(width, height)];
  const isWhole = longer === SENT.width && shorter === SENT.height;
  const handsBack = isSame ? 'as uploaded' : `${format}${isWhole ? '' : ' scaled down'}`;
  const byFormat = photo.contentType === 'image/jpeg' && format === 'jpeg';
  return [
    { about: 'handsBack', value: handsBack },
    {
      about: 'downloadType',
      value: byFormat ? 'by format' : photo.contentType,
      shown: /^[a-z]+\/[a-z.+-]+$/.test(photo.contentType) ? photo.contentType : 'another type',
    },
    isSame
      ? { about: 'appliesOrientation', unseen: 'The photo comes back as uploaded.' }
      : { about: 'appliesOrientation', value: height > width },
    ...(isWhole ? [] : [{ note: `1600 × 1200 pixels come back as ${width} × ${height}` }]),
  ];
}

export const MARK_QUESTION: Question = {
  id: 'photo-mark',
  asks: 'Does the field Record_Image change with each photo, and only then?',
  does: 'Uploads a small picture, reads the field twice, uploads another, and reads it again.',
  about: ['recordImageStays', 'recordImageChanges'],
  apiCalls: 5,
  accountsCalls: 0,
  changes: 'photo',
  async ask({ api, record: { module, id } }): Promise<Seen[]> {
    const mark = async (): Promise<string> => {
      const answer = await api.get([module, id], { fields: 'Record_Image' });
      return textOfValue(rowsOf(answer, 'data')[0]?.Record_Image) ?? '';
    };
    const upload = async (width: number): Promise<Answer> => {
      const bytes = await jpeg({ width, height: 40 });
      return api.upload({ name: 'b.jpg', contentType: 'image/jpeg', bytes });
    };
    const first = await upload(50);
    if (!isSuccess(first)) {
      return unseenAll(this.about, `The upload was refused: ${statusAndCode(first)}.`);
    }
    const [one, two] = [await mark(), await mark()];
    await upload(60);
    const three = await mark();
    if (one === '' || two === '' || three === '') {
      return unseenAll(this.about, 'The record doesn’t show the field.');
    }
    return [
      { about: 'recordImageStays', value: one === two },
      one === two
        ? { about: 'recordImageChanges', value: two !== three }
        : { about: 'recordImageChanges', unseen: 'The field is another one at each reading.' },
    ];
  },
};

export const NO_FILE_QUESTION: Question = {
  id: 'no-file',
  asks: 'What does Zoho answer to an upload without a file, or with an empty one?',
  does: 'Sends an upload whose only part has another name, and one with an empty file.',
  about: ['noFileCode'],
  apiCalls: 2,
  accountsCalls: 0,
  changes: 'photo',
  async ask({ api }): Promise<Seen[]> {
    const picture = await jpeg({ width: 50, height: 40 });
    const otherName = await api.uploadBody(multipart('picture', picture));
    const empty = await api.uploadBody(multipart('file', Buffer.alloc(0)));
    return [
      coded('noFileCode', otherName),
      {
        note: `Part with another name: ${statusAndCode(otherName)}; empty file: ${statusAndCode(empty)}`,
      },
    ];
  },
};

/** A form with one part, which may be wrong: the product's own form can't be. */
function multipart(name: string, content: Buffer): OutgoingBody {
  const boundary = 'check-live-boundary-5d1f6c';
  const bytes = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="a.jpg"\r\n` +
        'Content-Type: image/jpeg\r\n\r\n',
    ),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    length: bytes.length,
    open(onSent) {
      onSent(bytes.length);
      return Readable.from([bytes]);
    },
  };
}
