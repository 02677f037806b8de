import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../../src/auth/account.ts';
import type { Services } from '../../../../src/commands/services.ts';
import type { Mapping } from '../../../../src/batch/match/mapping.ts';
import type { Reviewed } from '../../../../src/batch/review/reviewed.ts';
import type { ReviewState } from '../../../../src/batch/review/reviewState.ts';
import { withExcluded } from '../../../../src/batch/review/reviewState.ts';
import { SavedMappings } from '../../../../src/batch/match/savedMappings.ts';
import { runsOf } from '../../../../src/batch/store.ts';
import { vscode } from '../../stubbedVscode.ts';
import { shownInputs } from '../../ui/quickInputs.ts';
import { until } from '../../until.ts';
import { reviewed, stateOf } from './reviewedInTest.ts';

const errors: string[] = [];

vscode.ProgressLocation = { Notification: 15 };
vscode.Uri = {
  parse: (text: string) => ({
    scheme: 'file',
    path: new URL(text).pathname,
    fsPath: new URL(text).pathname,
    toString: () => text,
  }),
};
Object.assign(vscode.window as object, {
  showErrorMessage: (text: string) => {
    errors.push(text);
    return Promise.resolve();
  },
});

const { startRun } = await import('../../../../src/batch/review/startRun.ts');

const ACCOUNT = { id: 'account' } as Account;
const MAPPING: Mapping = {
  module: 'Products',
  rule: { kind: 'name', name: { pattern: '{key}', replace: [] }, by: { kind: 'id' } },
  several: { kind: 'none' },
};

describe('the start of a run', () => {
  let folder: string;
  let services: Services;
  let state: ReviewState | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'start-'));
    const kept = new Map<string, unknown>();
    errors.length = 0;
    shownInputs.length = 0;
    services = {
      storageFolder: folder,
      leases: {},
      memory: {
        get: (key: string) => kept.get(key),
        update: (key: string, value: unknown) => {
          kept.set(key, value);
          return Promise.resolve();
        },
      },
      settings: {
        apiVersion: () => 'v8',
        removePersonalData: () => 'never',
        fitPictures: () => 'always',
        longestSide: () => 1200,
        restrictTriggers: () => [],
        convertCmyk: () => 'ask',
      },
    } as unknown as Services;
    state = stateOf(reviewed(0), reviewed(1, { isExcluded: true }), reviewed(2));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  function started(): Promise<string | undefined> {
    return startRun(services, ACCOUNT, MAPPING, () => state);
  }

  /** Starts a run that asks a question, and answers it after a change. */
  async function asked(
    answer: 'cancel' | RegExp,
    change: (now: ReviewState) => ReviewState | undefined = (now) => now,
  ): Promise<string | undefined> {
    const inks = { ...reviewed(2).inspected, cmyk: true } as Reviewed['inspected'];
    state = stateOf(
      reviewed(0),
      reviewed(1, { isExcluded: true }),
      reviewed(2, { inspected: inks }),
    );
    shownInputs.length = 0;
    const id = started();
    await until('it is asked', () => shownInputs.length === 1);
    state = change(state);
    if (answer === 'cancel') {
      shownInputs[0]?.hide();
    } else {
      shownInputs[0]?.choose(answer);
    }
    return id;
  }

  it('saves what to upload and how, and the mapping', async () => {
    const id = await started();
    assert.ok(id !== undefined);
    const run = await runsOf(services).read(id);
    assert.deepEqual(
      run?.items.map(({ place, key, shown }) => [place, key.id, shown]),
      [0, 2].map((n) => [
        `file:///${n}.jpg`,
        `${n}`,
        { path: `${n}.jpg`, name: `Article ${n}`, photoMark: null, value: `${n}` },
      ]),
    );
    const { version, restrictTriggers, fits, onlyChanged, longestSide, withoutPersonalData } =
      run.run;
    assert.deepEqual(
      { version, restrictTriggers, fits, onlyChanged, longestSide, withoutPersonalData },
      {
        version: 'v8',
        restrictTriggers: ['workflow'],
        fits: true,
        onlyChanged: true,
        longestSide: 1200,
        withoutPersonalData: false,
      },
    );
    assert.deepEqual(
      new SavedMappings(services.memory).all().map(({ mapping }) => mapping),
      [MAPPING],
    );
    assert.equal(shownInputs.length, 0);
  });

  it('doesn’t save a mapping that found nothing', async () => {
    assert.ok((await startRun(services, ACCOUNT, undefined, () => state)) !== undefined);
    assert.deepEqual(new SavedMappings(services.memory).all(), []);
  });

  it('starts nothing if the person cancels, excludes everything, or closes the page', async () => {
    assert.equal(await asked('cancel'), undefined);
    assert.equal(await asked(/as is/, (now) => withExcluded(now, [0, 1, 2], true)), undefined);
    assert.equal(await asked(/as is/, () => undefined), undefined);
    assert.deepEqual(await runsOf(services).of(ACCOUNT.id), []);
    assert.deepEqual(errors, []);
  });

  it('skips what is excluded or included during the question', async () => {
    const id = await asked(/as is/, (now) =>
      withExcluded(withExcluded(now, [0], true), [1], false),
    );
    const run = id === undefined ? undefined : await runsOf(services).read(id);
    assert.deepEqual(
      run?.items.map(({ key }) => key.id),
      ['2'],
    );
  });

  it('says so if the disk refuses, and starts nothing', async () => {
    await writeFile(path.join(folder, 'runs'), '');
    assert.equal(await started(), undefined);
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? '', /ENOTDIR|EEXIST/);
  });
});
