import type * as vscode from 'vscode';
import { onHeicSetting } from '../commands/heicSetting.ts';
import { reportError } from '../commands/reportError.ts';
import type { Services } from '../commands/services.ts';
import { uploadFiles } from '../commands/uploadFiles.ts';
import { fetchPicture } from '../download/fetchPicture.ts';
import { pictureAddressOf } from '../download/pictureAddress.ts';
import type { Picture } from '../image/picture.ts';
import { Unreadable } from '../image/unreadable.ts';
import { plain } from '../ui/plain.ts';
import { withProgress } from '../ui/progress.ts';
import type { UploadResult } from '../ui/uploadResult.ts';
import { couldntDownloadFrom, downloadingFrom, downloadLine } from '../ui/words/download.ts';
import { wordsOfAddressProblem, wordsOfFetchProblem } from '../ui/words/fetchProblem.ts';
import { inFull } from '../ui/words/words.ts';
import { mayBeStored } from '../upload/outcome.ts';
import type { HeldPicture } from './heldPictures.ts';
import { held, uploadedAmong } from './heldPictures.ts';
import { MOST_BYTES } from './page/messages.ts';
import type { SaidOnPastePage } from './pastePage.ts';
import { PastePage } from './pastePage.ts';
import { shownPasted } from './shownPasted.ts';
import type { Taken } from './taken.ts';
import { takenFiles, takenUris } from './taken.ts';
import * as words from './words.ts';

/** Restored by VS Code after a restart. */
interface Restored {
  readonly panel: vscode.WebviewPanel;
  readonly hadPictures: boolean;
}

/**
 * What is on the page, and what is done with it. The pictures stay until they are uploaded, removed,
 * or followed by others.
 */
export class PasteSession {
  readonly #services: Services;
  readonly #page: PastePage;
  #pictures: readonly HeldPicture[] = [];
  #note: string | undefined;
  /** A picture on the web. */
  #link: URL | undefined;
  /** The upload or download that is under way. */
  #work: object | undefined;
  /** Counts what was given: reading takes time, and only the latest counts. */
  #turn = 0;

  constructor(services: Services, onClosed: () => void, restored?: Restored) {
    this.#services = services;
    this.#note = restored?.hadPictures === true ? words.AFTER_RELOAD : undefined;
    const settings = onHeicSetting(() => {
      this.#show();
    });
    this.#page = new PastePage({
      extension: services.extensionUri,
      onSaid: (said) => {
        this.#do(said).catch((error: unknown) => reportError(services.log, error));
      },
      onReady: () => {
        this.#showAll();
      },
      onClosed: () => {
        settings.dispose();
        onClosed();
      },
      panel: restored?.panel,
    });
  }

  reveal(): void {
    this.#page.reveal();
  }

  async #do(said: SaidOnPastePage): Promise<void> {
    switch (said.kind) {
      case 'files':
        return this.#take(() => takenFiles(said, new Date()));
      case 'uris':
        return this.#take(() => takenUris(said.uris));
      case 'url':
        this.#takeLink(said.url);
        return;
      case 'lack':
        this.#turn += 1;
        this.#say(words.wordsOfLack(said.lack, said.isDrop));
        return;
      case 'remove':
        this.#hold(
          this.#pictures.filter(({ id }) => id !== said.id),
          this.#link && this.#note,
        );
        return;
      case 'download':
        return this.#download();
      case 'upload':
        return this.#upload();
    }
  }

  /** Holds other pictures. If there are none, those from before stay. */
  async #take(read: () => Promise<Taken>): Promise<void> {
    this.#turn += 1;
    const own = this.#turn;
    const { files, problem } = await read();
    if (own !== this.#turn) {
      return;
    }
    if (files.length === 0) {
      this.#say(problem);
    } else {
      this.#link = undefined;
      this.#hold(held(files), problem);
    }
  }

  #takeLink(text: string): void {
    this.#turn += 1;
    const address = pictureAddressOf(text, {
      loopback: this.#services.settings.allowLoopbackUrls(),
    });
    if (address instanceof URL) {
      this.#link = address;
      this.#note = words.linkToPicture(plain(address.host));
      this.#show();
    } else {
      this.#say(wordsOfAddressProblem(address));
    }
  }

  async #download(): Promise<void> {
    const address = this.#link;
    if (address === undefined || this.#work !== undefined) {
      return;
    }
    const { settings, policy, userAgent, log } = this.#services;
    const options = {
      policy,
      userAgent,
      timeLimit: settings.timeLimit(),
      loopback: settings.allowLoopbackUrls(),
    };
    await this.#working(async () => {
      const own = this.#turn;
      const host = plain(address.host);
      const fetched = await withProgress(downloadingFrom(host), (signal) =>
        fetchPicture(address, { ...options, signal }),
      );
      if (own !== this.#turn) {
        return;
      }
      if (fetched === undefined) {
        this.#note = words.linkToPicture(host);
      } else if (fetched.ok) {
        await this.#take(() => Promise.resolve({ files: [fetched] }));
      } else {
        log.info(downloadLine(address.host, fetched.problem.kind));
        this.#note = couldntDownloadFrom(host, inFull(wordsOfFetchProblem(fetched.problem)));
      }
    });
  }

  async #upload(): Promise<void> {
    const pictures = this.#pictures.filter((one) => !shownPasted(this.#services, one).isRefused);
    if (pictures.length === 0 || this.#work !== undefined) {
      return;
    }
    await this.#working(async (over) => {
      let isReported = false as boolean;
      const files = pictures.map(({ file }) => file);
      await uploadFiles(
        this.#services,
        () => Promise.resolve(files),
        undefined,
        (results) => {
          isReported = true;
          over();
          this.#reported(pictures, results);
        },
      );
      if (!isReported) {
        this.#left(pictures);
      }
    });
  }

  /** Closes the page when all its pictures are uploaded: the report says the rest. */
  #reported(pictures: readonly HeldPicture[], results: readonly UploadResult[]): void {
    const uploaded = uploadedAmong(pictures, results);
    const rest = this.#pictures.filter((one) => !uploaded.includes(one));
    if (uploaded.length > 0 && rest.length === 0) {
      this.#page.close();
      return;
    }
    if (rest.length < this.#pictures.length) {
      this.#hold(rest);
    }
    this.#left(pictures, !results.some(({ outcome }) => mayBeStored(outcome)));
  }

  /**
   * Says that pictures weren’t uploaded, unless others are on the page by now.
   *
   * @param isCertain whether that is known
   */
  #left(pictures: readonly HeldPicture[], isCertain = true): void {
    const left = this.#pictures.filter((one) => pictures.includes(one));
    if (left.length > 0) {
      this.#note = words.stillHere(left.length, isCertain);
    }
    this.#show();
  }

  /** @param work gets a function to call when it’s over for the page, at the latest at its end */
  async #working(work: (over: () => void) => Promise<void>): Promise<void> {
    const own = {};
    this.#work = own;
    this.#note = undefined;
    this.#show();
    const over = (): void => {
      if (this.#work === own) {
        this.#work = undefined;
      }
    };
    try {
      await work(over);
    } finally {
      over();
      this.#show();
    }
  }

  #say(note: string | undefined): void {
    this.#link = undefined;
    this.#note = note;
    this.#show();
  }

  #hold(pictures: readonly HeldPicture[], note?: string): void {
    const before = this.#pictures;
    this.#pictures = pictures;
    this.#note = note;
    this.#show();
    this.#showBytes(pictures.filter((one) => !before.includes(one)));
  }

  #showAll(): void {
    this.#show();
    this.#showBytes(this.#pictures);
  }

  #show(): void {
    const pictures = this.#pictures.map((one) => shownPasted(this.#services, one));
    this.#page.show({
      pictures,
      ...(this.#note !== undefined && { note: this.#note }),
      ...(this.#link !== undefined && { download: words.downloadLabel(plain(this.#link.host)) }),
      canUpload: pictures.some(({ isRefused }) => !isRefused),
      isBusy: this.#work !== undefined,
    });
  }

  /** As many as the page can hold. Of others, it gets nothing, and says that there's no preview. */
  #showBytes(pictures: readonly HeldPicture[]): void {
    let room = MOST_BYTES;
    for (const { id, file } of pictures) {
      const { inspected, size = 0 } = file;
      const picture = 'refusal' in inspected ? inspected.fittable?.picture : inspected.picture;
      if (picture !== undefined) {
        const hasRoom = size <= room;
        room -= hasRoom ? size : 0;
        void this.#showOne(id, hasRoom ? picture : undefined);
      }
    }
  }

  async #showOne(id: number, picture: Picture | undefined): Promise<void> {
    let bytes: Uint8Array | undefined;
    try {
      bytes = await picture?.read();
    } catch (error) {
      // Changed since it was inspected. The upload says so.
      if (!(error instanceof Unreadable)) {
        void reportError(this.#services.log, error);
      }
    }
    this.#page.showPicture(id, bytes ?? new Uint8Array());
  }
}
