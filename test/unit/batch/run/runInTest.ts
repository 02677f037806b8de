import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach } from 'node:test';
import type { Picture } from '../../../../src/image/picture.ts';
import type { BatchOptions } from '../../../../src/batch/run/runOptions.ts';
import type { UndoBatchOptions, UndoneItem } from '../../../../src/batch/run/undoBatch.ts';
import type { Standing } from '../../../../src/batch/run/standing.ts';
import { undoBatch } from '../../../../src/batch/run/undoBatch.ts';
import { Crm } from '../../../../src/zoho/crm.ts';
import type { Servers } from '../../../../src/zoho/dataCenter.ts';
import type { Result } from '../../../../src/zoho/failure.ts';
import { success } from '../../../../src/zoho/failure.ts';
import type { RecordKey } from '../../../../src/zoho/photo.ts';
import type { Profile } from '../../../emulator/emulator.ts';
import type { Switches } from '../../../emulator/profile.ts';
import { jpeg } from '../../../pictures.ts';
import type { World } from '../../world.ts';
import { openWorld } from '../../world.ts';
import type { Ended } from './batchInTest.ts';
import { newFolder, Window } from './batchInTest.ts';
import type { Catalogue } from './catalogue.ts';
import { catalogue, sha256 } from './catalogue.ts';

/** Pictures of a run, and records. */
export const COUNT = 12;

/**
 * A window, an emulator and a dozen pictures with their records, all anew before each test of the
 * `describe` that this is called in.
 */
export function runInTest(): RunInTest {
  const batch = new RunInTest();
  before(() => batch.open());
  after(() => batch.world.close());
  beforeEach(() => batch.begin());
  afterEach(() => batch.end());
  return batch;
}

export class RunInTest {
  world!: World;
  crm!: Crm;
  window!: Window;
  /** Of the extension's storage. */
  folder!: string;
  products!: Catalogue;
  #close!: () => Promise<void>;

  async open(): Promise<void> {
    this.world = await openWorld();
  }

  async begin(): Promise<void> {
    const { folder, close } = await newFolder();
    this.folder = folder;
    this.#close = close;
    await this.#fill('seed');
    this.window = new Window(folder);
  }

  async end(): Promise<void> {
    assert.deepEqual(this.window.bugs, []);
    await this.products.close();
    await this.#close();
  }

  /** Another CRM than the one that a test begins with. */
  async reset(profile: Profile, switches: Partial<Switches> = {}): Promise<void> {
    await this.products.close();
    await this.#fill(profile, switches);
  }

  async #fill(profile: Profile, switches: Partial<Switches> = {}): Promise<void> {
    const { control } = this.world;
    await control.reset({ profile, switches });
    this.products = await catalogue(control, COUNT);
    const token = await control.issueAccessToken();
    this.crm = this.crmWith(() => success(token));
  }

  crmWith(
    give: () => Result<string> | Promise<Result<string>>,
    servers: Servers = this.world.emulator.servers,
  ): Crm {
    const token = async (): Promise<Result<string>> => give();
    return new Crm(this.world.network, servers, { token, renew: token });
  }

  /** Sets a run of all pictures down. @returns its id */
  create(more?: Parameters<Window['create']>[1]): Promise<string> {
    return this.window.create(this.products.planned, more);
  }

  /** Does what is left of it, as the window and the CRM of the test. */
  resume(
    id: string,
    more?: Parameters<Window['resume']>[3],
    told?: Parameters<Window['resume']>[4],
  ): ReturnType<Window['resume']> {
    return this.window.resume(id, this.crm, this.products.planned, more, told);
  }

  /** Sets a run of all pictures down, and does it. */
  async run({
    skipsUnchanged = false,
    ...more
  }: Parameters<Window['resume']>[3] & { skipsUnchanged?: boolean } = {}): Promise<Ended> {
    const end = await this.resume(await this.create({ skipsUnchanged }), more);
    assert.ok(typeof end === 'object');
    return end;
  }

  async undoAll(
    id: string,
    through = this.crm,
    more: Partial<Pick<UndoBatchOptions, 'atOnce' | 'clock' | 'onProgress' | 'signal'>> = {},
  ): Promise<UndoneItem[]> {
    const { window, products } = this;
    const options = await window.options(products.planned);
    const undone = await window.runs.own(id, (journal) =>
      undoBatch(through, journal, {
        ...options,
        onProgress: () => undefined,
        onBug: (error) => window.bugs.push(error),
        ...more,
      }),
    );
    assert.ok(typeof undone === 'object');
    return undone;
  }

  key(n: number): RecordKey {
    const found = this.products.planned[n]?.key;
    assert.ok(found !== undefined);
    return found;
  }

  pictureOf(n: number): Picture {
    const picture = this.products.planned[n]?.picture;
    assert.ok(picture !== undefined);
    return picture;
  }

  /** Pictures of which one makes something happen when it is read. */
  whenRead(one: number, then: () => Promise<unknown>): BatchOptions['pictureOf'] {
    return ({ n }) => {
      const picture = this.pictureOf(n);
      const read = async (): Promise<Uint8Array> => {
        await (n === one ? then() : undefined);
        return picture.read();
      };
      return { ...picture, read };
    };
  }

  /** Gives a record a photo, as somebody else does. */
  async put(n: number, bytes: Uint8Array): Promise<void> {
    await this.world.control.putPhoto(this.key(n).module, this.key(n).id, bytes);
  }

  /** SHA-256 of the photo that a record has. */
  async stored(n: number): Promise<string | undefined> {
    return (await this.world.control.photo(this.key(n).module, this.key(n).id))?.sha256;
  }

  /** How many uploads the server has seen. */
  async posts(): Promise<number> {
    const requests = await this.world.control.requests();
    return requests.filter(({ method }) => method === 'POST').length;
  }

  /** Gives each record a photo. @returns its hash */
  async putOld(): Promise<string> {
    const old = await jpeg({ width: 8, height: 8 });
    for (const n of this.products.planned.keys()) {
      await this.put(n, old);
    }
    return sha256(old);
  }
}

/** How many stand where; those that failed and may have been stored all the same count as failed. */
export function kinds({ standings }: Ended): Partial<Record<Standing, number>> {
  const counts: Partial<Record<Standing, number>> = {};
  for (const one of standings) {
    const standing = one === 'unknown' ? 'failed' : one;
    counts[standing] = (counts[standing] ?? 0) + 1;
  }
  return counts;
}
