import type { Format } from '../image/format.ts';
import type { Inspected } from '../image/inspect.ts';
import { inspect } from '../image/inspect.ts';
import { pictureInMemory } from '../image/picture.ts';
import type { Crm } from '../zoho/crm.ts';
import type { PhotoFile } from '../zoho/photoForm.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { postPhoto } from '../zoho/photo.ts';
import { lookAtStored } from './after.ts';
import type { Confirmation } from './confirmation.ts';
import { Agreement } from './confirmation.ts';
import { sha256Of } from '../storage/sha256.ts';
import { tellingMark } from './lastUploads.ts';
import type { LeftAlone, Outcome } from './outcome.ts';
import { mayBeStored } from './outcome.ts';
import type { Wait } from './retry.ts';
import type { ChangeOptions } from './singleChange.ts';
import { changeOf, changeSingle } from './singleChange.ts';

/** The stage of an upload, for its progress. */
export type Stage =
  | { readonly kind: 'finding-record' }
  /** The photo that the record has is downloaded. */
  | { readonly kind: 'backing-up' }
  /** The person is asked whether to continue. */
  | { readonly kind: 'asking' }
  | { readonly kind: 'sending'; readonly sent: number; readonly total: number }
  /** Everything was sent, but isn’t stored yet. */
  | { readonly kind: 'waiting-for-zoho' }
  /** The person is asked to sign in again, or to allow more. */
  | { readonly kind: 'waiting-for-access' }
  | ({ readonly kind: 'waiting-to-retry' } & Wait);

export interface UploadOptions extends ChangeOptions {
  /** None: what was chosen is agreed to. */
  readonly confirmation?: Confirmation | undefined;
  readonly onStage: (stage: Stage) => void;
}

/** The content type of a picture's part. */
export const CONTENT_TYPES: Record<Format, string> = {
  BMP: 'image/bmp',
  GIF: 'image/gif',
  JPEG: 'image/jpeg',
  PNG: 'image/png',
};

/**
 * Makes an inspected picture the photo of a record: finds the record, backs up its photo, sends the
 * bytes as they are, and checks whether the photo shows.
 *
 * @returns what happened to it; a cancel is an outcome, too
 * @throws what reading the picture throws
 */
export async function upload(
  crm: Crm,
  { picture }: Inspected,
  key: RecordKey,
  options: UploadOptions,
): Promise<Outcome> {
  const { version, restrictTriggers, keeping, signal, confirmation } = options;
  const onStage = (stage: Stage): void => {
    // After a cancel, a sender may read some more bytes, which aren’t sent.
    if (!signal.aborted) {
      options.onStage(stage);
    }
  };
  const agreement = new Agreement(confirmation, keeping.photos.on);
  const prompts: ChangeOptions['prompts'] = {
    ...options.prompts,
    renewAccess: (...given) => {
      onStage({ kind: 'waiting-for-access' });
      return options.prompts.renewAccess(...given);
    },
    continueWithoutBackup: async (why, found) => {
      const continues = await options.prompts.continueWithoutBackup(why, found);
      if (continues && why.kind === 'not-fetched') {
        agreement.agreeUnseen();
      }
      return continues;
    },
  };
  onStage({ kind: 'finding-record' });
  // Read while Zoho looks for the record, so that the bytes are ready to be sent. An error is
  // reported where the result is awaited.
  const reading = picture.read().then((bytes) => inspect(pictureInMemory(picture.name, bytes)));
  reading.catch(() => undefined);
  const onWait = (wait: Wait): void => {
    onStage({ kind: 'waiting-to-retry', ...wait });
  };
  const changed = await changeSingle<Ready, LeftAlone>(
    crm,
    key,
    { ...options, prompts, onWait },
    (freshness) => ({
      aim: 'photo',
      wantsPresent: () => agreement.wantsPresent,
      prepare: async ({ photoMark }) => {
        // Checked again, because minutes may have passed since the file was chosen.
        const now = await reading;
        if ('refusal' in now) {
          const reason = { kind: 'refusal', refusal: now.refusal } as const;
          return { instead: { kind: 'failed', reason } };
        }
        if (agreement.wantsPresent && photoMark !== null) {
          onStage({ kind: 'backing-up' });
        }
        return { ready: { ...now, bytes: await now.picture.read() } };
      },
      agree: async (record, present, ready) => {
        if (!agreement.isOpen(record, present)) {
          return undefined;
        }
        onStage({ kind: 'asking' });
        const agreed = await agreement.ask(record, present, ready, signal);
        freshness.break();
        return agreed ? undefined : { instead: { kind: 'left', record } };
      },
      sha256Of: ({ bytes }) => sha256Of(bytes),
      send: (through, ready, onInDoubt) =>
        postPhoto(through, key, fileOf(ready), {
          version,
          restrictTriggers,
          signal,
          onInDoubt: (inDoubt) => {
            onInDoubt(inDoubt);
            if (inDoubt) {
              onStage({ kind: 'waiting-for-zoho' });
            }
          },
          onSent: (sent, total) => {
            if (sent < total) {
              onStage({ kind: 'sending', sent, total });
            }
          },
        }),
    }),
  );
  const onLeft = async (mark: string): Promise<void> => {
    const sent = await reading;
    if ('picture' in sent && options.onLeft !== undefined) {
      const origin = await picture.origin?.().catch(() => undefined);
      await options.onLeft({ key, sha256: origin ?? sha256Of(await sent.picture.read()), mark });
    }
  };
  if (changed.kind !== 'changed') {
    if (mayBeStored(changed)) {
      await onLeft('');
    }
    return changed;
  }
  const { record, begun } = changed;
  // A cancel that came too late has ended: what it couldn’t prevent should be easy to undo.
  const looking = signal.aborted ? new AbortController().signal : signal;
  const { after, pending } = await lookAtStored(crm, record, version, looking);
  await onLeft(tellingMark(after, record.photoMark));
  const change = changeOf(options, key, begun, after);
  return { kind: pending ? 'awaiting-approval' : 'done', record, change };
}

/** A picture whose bytes are ready to be sent. */
interface Ready extends Inspected {
  readonly bytes: Uint8Array;
}

function fileOf({ picture, format, bytes }: Ready): PhotoFile {
  return { name: picture.name, contentType: CONTENT_TYPES[format], bytes };
}
