import { UNINTERRUPTED } from '../../src/auth/flows/attempt.ts';
import type { ApiVersion } from '../../src/zoho/apiVersion.ts';
import { jsonBody } from '../../src/zoho/jsonBody.ts';
import type { PhotoFile } from '../../src/zoho/photoForm.ts';
import { photoForm } from '../../src/zoho/photoForm.ts';
import type { OutgoingBody } from '../../src/zoho/sender.ts';
import type { Answer } from './answer.ts';
import type { NamedRecord } from './namedRecord.ts';
import type { Question } from './question.ts';
import type { ApiRequest, SandboxApi } from './sandboxApi.ts';

interface Announced extends Pick<Question, 'id' | 'apiCalls'> {
  /** Putting the photo back may upload and delete. Whoever gives that up interrupts it. */
  readonly changes: Question['changes'] | 'puts photo back';
}

/**
 * The API as one question may use it: reads and queries anywhere, changes only to the photo of the
 * record that the person named, and no more than was announced.
 */
export class Calls {
  readonly #api: SandboxApi;
  readonly #record: NamedRecord;
  readonly #announced: Announced;
  readonly #signal: AbortSignal;
  #left: number;

  constructor(api: SandboxApi, record: NamedRecord, announced: Announced, signal: AbortSignal) {
    this.#api = api;
    this.#record = record;
    this.#announced = announced;
    this.#signal = signal;
    this.#left = announced.apiCalls;
  }

  get(
    path: readonly string[],
    query: Readonly<Record<string, string>> = {},
    { version = 'v8', token }: { version?: ApiVersion; token?: string } = {},
  ): Promise<Answer> {
    return this.#send(
      { method: 'GET', version, path, query, ...(token === undefined ? {} : { token }) },
      this.#signal,
    );
  }

  /** Runs a query of COQL. */
  query(select: string): Promise<Answer> {
    const body = jsonBody({ select_query: select });
    return this.#send({ method: 'POST', version: 'v8', path: ['coql'], body }, this.#signal);
  }

  /** The record's photo. */
  photo(): Promise<Answer> {
    const { module, id, version } = this.#record;
    return this.get([module, id, 'photo'], {}, { version });
  }

  /** Uploads a picture as the record's photo. */
  upload(file: PhotoFile): Promise<Answer> {
    return this.#change({ method: 'POST', ...this.#ofPhoto(photoForm(file)), bulk: true });
  }

  /** Sends any body to where photos are uploaded. */
  uploadBody(body: OutgoingBody): Promise<Answer> {
    return this.#change({ method: 'POST', ...this.#ofPhoto(body), bulk: true });
  }

  /** Deletes the record's photo. */
  async delete(): Promise<Answer> {
    if (!['deletes photo', 'puts photo back'].includes(this.#announced.changes)) {
      throw new Error(`${this.#announced.id} did not say that it deletes the photo`);
    }
    const { module, id } = this.#record;
    // Only v8 is documented to skip automations then.
    return this.#change({
      method: 'DELETE',
      version: 'v8',
      path: [module, id, 'photo'],
      query: { restrict_triggers: 'workflow' },
    });
  }

  #ofPhoto(body: OutgoingBody): Pick<ApiRequest, 'version' | 'path' | 'query' | 'body'> {
    const { module, id, version } = this.#record;
    const query = { restrict_triggers: 'workflow' };
    return { version, path: [module, id, 'photo'], query, body };
  }

  /** Once sent, it isn't interrupted: the photo is restored after it, not before. */
  async #change(request: ApiRequest): Promise<Answer> {
    if (this.#announced.changes === 'nothing') {
      throw new Error(`${this.#announced.id} did not say that it changes the photo`);
    }
    this.#signal.throwIfAborted();
    this.#api.mayHaveChanged = true;
    const isLast = this.#announced.changes === 'puts photo back';
    const answer = await this.#send(request, isLast ? this.#signal : UNINTERRUPTED);
    this.#signal.throwIfAborted();
    return answer;
  }

  #send(request: ApiRequest, signal: AbortSignal): Promise<Answer> {
    if (this.#left <= 0) {
      throw new Error(`${this.#announced.id} announced only ${this.#announced.apiCalls} API calls`);
    }
    this.#left -= 1;
    return this.#api.send(request, signal);
  }
}
