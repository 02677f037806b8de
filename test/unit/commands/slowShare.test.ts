import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type * as vscodeTypes from 'vscode';
import type { Account } from '../../../src/auth/account.ts';
import type { Services } from '../../../src/commands/services.ts';
import type { Picture } from '../../../src/image/picture.ts';
import type { LastUploads } from '../../../src/upload/lastUploads.ts';
import type { Reviewed } from '../../../src/batch/review/reviewed.ts';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';

/** A network share that responds late or never. */
const share = { asked: 0, answer: (): Promise<Uint8Array> => new Promise(() => undefined) };
const titles: string[] = [];
let cancel = (): void => undefined;

function ask(): Promise<Uint8Array> {
  share.asked += 1;
  return share.answer();
}

vscode.ProgressLocation = { Notification: 15 };
vscode.Uri = { parse: (text: string) => ({ scheme: 'share', path: text, toString: () => text }) };
vscode.workspace = { fs: { readFile: ask, stat: ask } };
vscode.window = {
  withProgress: ({ title }: { title: string }, work: (...given: object[]) => unknown) => {
    titles.push(title);
    return work(
      { report: () => undefined },
      {
        onCancellationRequested: (listener: () => void) => {
          cancel = listener;
        },
      },
    );
  },
};

const { compareWithLast } = await import('../../../src/batch/review/unchanged.ts');
const { askPersonalDataOfMany } = await import('../../../src/commands/personalData.ts');
const { mentionPictureUrls } = await import('../../../src/batch/mapping/pictureUrls.ts');
const { withProgressIfSlow } = await import('../../../src/ui/progress.ts');

const services = {
  settings: {
    removePersonalData: () => 'whenLocation',
    convertCmyk: () => 'never',
    fitPictures: () => 'never',
    longestSide: () => undefined,
  },
  sessions: { crmOf: () => undefined },
} as unknown as Services;

describe('a share that doesn’t respond', () => {
  beforeEach(() => {
    share.asked = 0;
    share.answer = () => new Promise(() => undefined);
    titles.length = 0;
  });

  it('can be canceled at once while pictures are compared, several at a time', async () => {
    const all = Array.from({ length: 20 }, (_, n) => ({
      n,
      place: `share:/${n}.png`,
      size: 100,
      found: { kind: 'record', record: { key: { module: 'Products', id: `${n}` } } },
      inspected: {},
    })) as unknown as Reviewed[];
    const uploads = { knows: () => true, markOf: () => 'ours' } as unknown as LastUploads;
    const compared = compareWithLast(services, {} as Account, all, uploads);
    await until('four are asked for', () => share.asked === 4);
    cancel();
    // Nobody knows what became of them.
    assert.deepEqual(
      await compared,
      all.map((one) => ({ ...one, since: 'unsure' })),
    );
    assert.equal(share.asked, 4);
  });

  it('can be canceled at once while locations are searched', async () => {
    const pictures = Array.from({ length: 20 }, (_, n): Picture => ({
      name: `${n}.jpg`,
      size: 9,
      head: ask,
      read: ask,
    }));
    const asked = askPersonalDataOfMany(services, pictures);
    await until('four are asked for', () => share.asked === 4);
    cancel();
    assert.equal(await asked, undefined);
  });

  it('can be canceled at once while tables are searched, and no further one is read', async () => {
    const tables = ['/a.json', '/b.json'].map((path) => ({ path }));
    const asked = mentionPictureUrls(tables as unknown as vscodeTypes.Uri[]);
    await until('it is shown', () => titles.includes('Looking for tables'));
    cancel();
    assert.equal(await asked, undefined);
    assert.equal(share.asked, 1);
  });

  it('shows no progress if it responds soon, even with an error', async () => {
    assert.equal(await withProgressIfSlow('Reading', () => Promise.resolve(7)), 7);
    await assert.rejects(
      withProgressIfSlow('Reading', () => Promise.reject(new Error('gone'))),
      /gone/,
    );
    assert.deepEqual(titles, []);
  });
});
