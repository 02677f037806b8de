import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import type { LastRun } from '../../../src/commands/lastRun.ts';
import type { Change } from '../../../src/upload/change.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { failed } from '../../../src/zoho/failure.ts';
import { SCOPES } from '../../../src/zoho/scopes.ts';
import { chair, mug } from '../../drawings.ts';
import { AMELIA, commandInTest } from './commandInTest.ts';
import { executed, opened, openMessages, person, saved, told } from './person.ts';

const { undoChanges, undoLast } = await import('../../../src/commands/undo.ts');
const { removePhoto } = await import('../../../src/commands/removePhoto.ts');

describe('Undo Last Upload', () => {
  const command = commandInTest();
  let photo: Uint8Array;
  let later: Uint8Array;

  before(async () => {
    photo = await chair();
    later = await mug();
  });

  /** A removal is a change like any other. */
  beforeEach(async () => {
    await command.world.control.putPhoto('Contacts', AMELIA, photo);
    const done = removePhoto(command.services);
    await command.chooseAmelia();
    (await told(/^Remove the photo/)).press('Remove Photo');
    (await told(/Amelia/)).press();
    await done;
    command.log.length = 0;
  });

  function changes(): readonly Change[] {
    return command.services.lastChanges.get();
  }

  it('restores the earlier photo, once', async () => {
    await command.rememberUpload();
    const done = undoLast(command.services);
    (await told(/Amelia/)).press('Open Record');
    await done;
    assert.deepEqual(
      opened.map((url) => new URL(url).searchParams.get('id')),
      [AMELIA],
    );
    assert.equal(await command.stored(), sha256Of(photo));
    assert.deepEqual(command.log, [`undo Contacts ${AMELIA}: done`]);
    assert.equal(await command.rememberedUpload(), undefined);
    const again = undoLast(command.services);
    const nothing = await told(/^Nothing to undo in this workspace\.$/);
    assert.equal(nothing.severity, 'info');
    assert.deepEqual(nothing.buttons, ['Photo Backups…']);
    nothing.press('Photo Backups…');
    await again;
    assert.deepEqual(executed.at(-1), ['zohoCrmPhotos.keptPhotos']);
  });

  it('undoes once if it’s called twice', async () => {
    const all = changes();
    const both = [
      undoChanges(command.services, command.account, all),
      undoChanges(command.services, command.account, all),
    ];
    (await told(/Amelia/)).press();
    await Promise.all(both);
    assert.deepEqual(openMessages(), []);
    assert.equal(command.log.length, 1);
  });

  it('does nothing with an account that is signed out', async () => {
    await command.services.accounts.remove(command.account.id);
    const done = undoLast(command.services);
    const message = await told(/^To undo the last upload, sign in/);
    assert.equal(message.severity, 'warning');
    message.press();
    await done;
    assert.equal(await command.stored(), undefined);
    assert.equal(changes().length, 1);
  });

  it('goes on after a sign-in to that account, and to no other', async () => {
    await command.services.accounts.remove(command.account.id);
    const other = { ...command.account, id: 'other' };
    const signIns = [other, command.account];
    command.signsIn = () => signIns.shift();
    const done = undoLast(command.services);
    (await told(/^To undo the last upload/)).press('Sign In');
    (await told(/^To undo the last upload/)).press('Sign In');
    (await told(/Amelia/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(photo));
  });

  describe('after a bulk upload', () => {
    let undone: string[];

    beforeEach(() => {
      undone = [];
    });

    function bulkUpload(at: number, canBeUndone = true): LastRun {
      return {
        account: command.account.id,
        at,
        canBeUndone,
        undo: ({ id }) => {
          undone.push(id);
          return Promise.resolve();
        },
      };
    }

    it('undoes that', async () => {
      command.lastRun = bulkUpload(Date.now() + 1);
      await undoLast(command.services);
      assert.deepEqual(undone, [command.account.id]);
      assert.equal(changes().length, 1);
    });

    it('undoes what was uploaded later', async () => {
      command.lastRun = bulkUpload(command.services.lastChanges.at - 1);
      const done = undoLast(command.services);
      (await told(/Amelia/)).press();
      await done;
      assert.deepEqual([undone, changes()], [[], []]);
      // The bulk upload before it wasn’t the last upload.
      const again = undoLast(command.services);
      (await told(/^Nothing to undo/)).press();
      await again;
      assert.deepEqual(undone, []);
    });

    it('says that there is nothing to undo once it is undone, whatever came before', async () => {
      command.lastRun = bulkUpload(Date.now() + 1, false);
      const done = undoLast(command.services);
      (await told(/^Nothing to undo/)).press();
      await done;
      assert.deepEqual([undone, changes().length], [[], 1]);
    });
  });

  it('retries what failed, and what was canceled can be undone later', async () => {
    await command.refuses('POST', 'NO_PERMISSION', 403);
    person.cancels = /Undo/;
    const canceled = undoLast(command.services);
    (await told(/Contacts/)).press();
    await canceled;
    assert.equal(changes().length, 1);
    person.cancels = undefined;
    const done = undoLast(command.services);
    const failed = await told(/Contacts/);
    assert.equal(failed.severity, 'error');
    failed.press('Retry');
    (await told(/Amelia/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(photo));
    assert.deepEqual(changes(), []);
  });

  it('saves the earlier photo as a file if it can’t be restored', async () => {
    await command.refuses('POST', 'NO_PERMISSION', 403);
    person.saves = '/somewhere/amelia.png';
    const done = undoLast(command.services);
    const failed = await told(/Contacts/);
    failed.press(failed.buttons.find((title) => title.startsWith('Save')));
    await done;
    assert.equal(sha256Of(saved.get('/somewhere/amelia.png') ?? Buffer.of()), sha256Of(photo));
    assert.equal(changes().length, 1);
  });

  it('shows the log of a failure', async () => {
    await command.refuses('POST', 'NO_PERMISSION', 403);
    const done = undoLast(command.services);
    (await told(/Contacts/)).press('Show Log');
    await done;
    assert.equal(command.logShown, 1);
  });

  it('keeps a photo that somebody else uploaded, unless the person wants to undo anyway', async () => {
    await command.world.control.putPhoto('Contacts', AMELIA, later);
    const left = undoLast(command.services);
    (await told(/Amelia/)).press();
    (await told(/Contacts/)).press();
    await left;
    assert.equal(await command.stored(), sha256Of(later));
    assert.equal(changes().length, 1);
    const undone = undoLast(command.services);
    const question = await told(/Amelia/);
    assert.equal(question.severity, 'warning');
    question.press('Undo Anyway');
    (await told(/Amelia/)).press();
    await undone;
    assert.equal(await command.stored(), sha256Of(photo));
  });

  it('reports several together', async () => {
    const [change] = changes();
    assert.ok(change);
    const done = undoChanges(command.services, command.account, [
      change,
      { ...change, key: { module: 'Contacts', id: '4876876000000624002' } },
    ]);
    (await told(/of 2/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(photo));
  });
});

describe('Undo of a first upload', () => {
  const command = commandInTest();
  const SCOPE = 'ZohoCRM.modules.contacts.DELETE';
  const CREDENTIALS = {
    kind: 'client-credentials',
    client: { type: 'self', id: '1000.A', secret: 'secret' },
    organizationId: '808232144',
  } as const;
  let photo: Uint8Array;
  let first: Change;

  before(async () => {
    photo = await chair();
  });

  beforeEach(async () => {
    await command.world.control.putPhoto('Contacts', AMELIA, photo);
    first = {
      account: command.account.id,
      key: { module: 'Contacts', id: AMELIA },
      before: { kind: 'none' },
      after: { kind: 'sent', mark: null, sha256: sha256Of(photo) },
    };
    await command.services.lastChanges.set([first]);
    await signedIn([...SCOPES]);
  });

  /** With a token that may delete, so that only what the account knows about its scopes counts. */
  async function signedIn(
    scopes: string[],
    credentials: Account['credentials'] = command.account.credentials,
  ): Promise<void> {
    const { servers } = command.world.emulator;
    const token = await command.world.control.issueAccessToken();
    await command.services.accounts.save({
      ...command.account,
      place: { kind: 'custom', servers, environment: 'production' },
      credentials,
      access: { token, endsAt: Date.now() + 3_600_000 },
      scopes,
    });
  }

  it('says what it deletes and asks for the permission before anything else', async () => {
    await signedIn([...SCOPES], CREDENTIALS);
    const done = undoLast(command.services);
    const question = await told(
      /^Undoing this upload deletes the photo\. Allow deleting photos in Contacts\?$/,
    );
    assert.match(
      question.detail ?? '',
      /^Contacts 4876876000000624001 · Northwind Traders \(PRODUCTION\)/,
    );
    assert.match(question.detail ?? '', /contacts\.DELETE\) includes deleting records/);
    assert.deepEqual(question.buttons, ['Allow Deleting']);
    question.press('Allow Deleting');
    (await told(/has no photo, as before/)).press();
    await done;
    assert.equal(await command.stored(), undefined);
    assert.deepEqual(command.services.lastChanges.get(), []);
  });

  it('by a new sign-in where the permission can’t be added', async () => {
    const wanted: (readonly string[])[] = [];
    command.signsIn = (again, more) => {
      wanted.push(more);
      return again && { ...again, scopes: [...again.scopes, ...more] };
    };
    const done = undoLast(command.services);
    const question = await told(/^Undoing this upload deletes the photo/);
    assert.match(question.detail ?? '', /Next, you sign in again/);
    question.press('Allow Deleting…');
    (await told(/has no photo, as before/)).press();
    await done;
    assert.deepEqual(wanted, [[SCOPE]]);
  });

  it('loses nothing if the person cancels, and can be tried again', async () => {
    const done = undoLast(command.services);
    (await told(/^Undoing this upload/)).press();
    (await told(/^Nothing was undone/)).press('Undo');
    (await told(/^Undoing this upload/)).press('Allow Deleting…');
    const nothing = await told(/^Nothing was undone: deleting photos isn’t allowed\.$/);
    nothing.press();
    await done;
    assert.deepEqual(command.services.lastChanges.get(), [first]);
    assert.equal(await command.stored(), sha256Of(photo));
    assert.deepEqual(command.log, []);
  });

  it('loses nothing if Zoho refuses the permission', async () => {
    await signedIn([...SCOPES], CREDENTIALS);
    command.adds = () => failed({ kind: 'scope-refused', scopes: [SCOPE] });
    const done = undoLast(command.services);
    (await told(/^Undoing this upload/)).press('Allow Deleting');
    const refused = await told(/doesn’t grant this client ZohoCRM\.modules\.contacts\.DELETE/);
    assert.deepEqual(refused.buttons, ['Sign In with a Code']);
    refused.press();
    (await told(/^Nothing was undone/)).press();
    await done;
    assert.deepEqual(command.services.lastChanges.get(), [first]);
  });

  it('asks nothing about a pasted access token: only Zoho knows what it’s for', async () => {
    await signedIn([...SCOPES], { kind: 'access-token' });
    const done = undoLast(command.services);
    (await told(/has no photo, as before/)).press();
    await done;
  });

  it('asks once for several', async () => {
    const vendor = { ...first, key: { module: 'Vendors', id: '4876876000000624002' } };
    const property = { ...first, key: { module: 'Properties', id: '4876876000000624003' } };
    const kept = { ...first, before: { kind: 'kept', id: '1' } } as const;
    const done = undoChanges(command.services, command.account, [first, vendor, property, kept]);
    const question = await told(
      /^Undoing these uploads deletes 3 photos\. Allow .* in Contacts, Vendors, and custom modules\?$/,
    );
    question.press();
    (await told(/^Nothing was undone/)).press();
    await done;
  });
});
