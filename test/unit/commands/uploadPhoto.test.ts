import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type * as vscodeTypes from 'vscode';
import type { Account } from '../../../src/auth/account.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { SCOPES } from '../../../src/zoho/scopes.ts';
import { chair, mug } from '../../drawings.ts';
import { heic } from '../../heic.ts';
import { jpeg } from '../../pictures.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { vscode } from '../stubbedVscode.ts';
import { shownInputs } from '../ui/quickInputs.ts';
import { until } from '../until.ts';
import { AMELIA, commandInTest } from './commandInTest.ts';
import { asked, executed, opened, openMessages, person, told } from './person.ts';

vscode.ViewColumn = { Active: -1 };

const { uploadFiles } = await import('../../../src/commands/uploadFiles.ts');
const { uploadPhoto } = await import('../../../src/commands/uploadPhoto.ts');
const { inspectFiles } = await import('../../../src/ui/pictureFile.ts');

const CONTACT = { module: 'Contacts', id: AMELIA };

describe('Upload Photo', () => {
  const command = commandInTest();
  let folder: string;
  let picture: Uint8Array;
  let earlier: Uint8Array;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pictures-'));
    picture = await mug();
    earlier = await chair();
  });

  after(() => rm(folder, { recursive: true }));

  async function file(name: string, bytes: Uint8Array = picture): Promise<vscodeTypes.Uri> {
    const where = path.join(folder, name);
    await writeFile(where, bytes);
    return (vscode.Uri as typeof vscodeTypes.Uri).file(where);
  }

  /** Starts with one picture; resolves when the command ends. */
  async function begin(name = 'mug.png', bytes?: Uint8Array): Promise<Promise<void>[]> {
    return [uploadPhoto(command.services, await file(name, bytes))];
  }

  async function uploads(): Promise<string[]> {
    const all = await command.world.control.requests();
    return all
      .filter(({ method, path: where }) => method === 'POST' && where.endsWith('/photo'))
      .map(({ path: where }) => where);
  }

  it('uploads, says so, and remembers the upload', async () => {
    const [done] = await begin();
    await command.chooseAmelia();
    (await told(/^mug\.png/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(picture));
    assert.equal(await command.rememberedUpload(), picture.length);
    const { lastChanges, lastUpload, recent } = command.services;
    assert.deepEqual(
      lastChanges.get().map(({ key }) => key),
      [CONTACT],
    );
    assert.deepEqual(lastUpload.get()?.record, CONTACT);
    assert.equal(recent.of(command.account.id)[0]?.id, AMELIA);
    const uploads = executed.filter(([, key]) => key === 'zohoCrmPhotos.hasUploaded');
    assert.deepEqual(uploads, [['setContext', 'zohoCrmPhotos.hasUploaded', true]]);
    assert.deepEqual(command.log, [`mug.png → Contacts ${AMELIA}: done`]);
  });

  describe('when the record was suggested', () => {
    /** The replacement pages opened: the person closes each, which keeps the photo. */
    let pages: string[];

    beforeEach(() => {
      pages = [];
      command.settings.confirmUpload = () => 'whenReplacing';
      Object.assign(vscode.window as object, {
        createWebviewPanel: (_: string, title: string) => {
          pages.push(title);
          const closed: (() => void)[] = [];
          setImmediate(() => {
            closed.forEach((listener) => {
              listener();
            });
          });
          return {
            webview: { onDidReceiveMessage: () => undefined, asWebviewUri: String, cspSource: '' },
            onDidDispose: (listener: () => void) => closed.push(listener),
            dispose: () => undefined,
          };
        },
      });
    });

    async function uploaded(name: string): Promise<void> {
      const [done] = await begin(name);
      await command.chooseAmelia();
      (await told(/^mug\.png|^amelia/)).press();
      await done;
    }

    it('because the file went there last time, choosing it is all, even with other content', async () => {
      await uploaded('mug.png');
      const [done] = await begin('mug.png', earlier);
      const input = await command.askedForRecord();
      assert.equal(input.visible[0]?.detail, 'This file was uploaded here last time');
      input.choose('Amelia Fischer');
      (await told(/^mug\.png/)).press();
      await done;
      assert.equal(await command.stored(), sha256Of(earlier));
      assert.deepEqual(pages, []);
    });

    it('because the file went there last time, but has another photo now, it’s asked', async () => {
      await uploaded('mug.png');
      await command.world.control.putPhoto('Contacts', AMELIA, earlier);
      const [done] = await begin('mug.png');
      (await command.askedForRecord()).choose('Amelia Fischer');
      (await told(/^mug\.png/)).press();
      await done;
      assert.equal(pages.length, 1);
      assert.equal(await command.stored(), sha256Of(earlier));
    });

    for (const mode of ['whenReplacing', 'never'] as const) {
      it(`by the file’s name, it’s always asked, even for a first photo and if set to ${mode}`, async () => {
        command.settings.confirmUpload = () => mode;
        const mateo = { module: 'Contacts', id: '4876876000000624002', name: 'Mateo Álvarez' };
        await command.services.recent.add(command.account.id, mateo);
        const [done] = await begin('amelia-fischer (1).png');
        const input = await command.askedForRecord();
        await until('she is found', () => input.visible[0]?.label === 'Amelia Fischer');
        input.choose('Amelia Fischer');
        (await told(/^amelia-fischer/)).press();
        await done;
        assert.equal(pages.length, 1);
        assert.equal(await command.stored(), undefined);
      });
    }

    it('because the file went there last time, but it isn’t there anymore, it isn’t again', async () => {
      await uploaded('mug.png');
      await command.world.control.deleteRecord('Contacts', AMELIA);
      const [done] = await begin('mug.png');
      (await command.askedForRecord()).choose('Amelia Fischer');
      (await told(/^mug\.png/)).press('Choose Another Record');
      const input = await command.askedForRecord();
      assert.equal(
        input.visible.some(({ label }) => label === 'Amelia Fischer'),
        false,
      );
      input.hide();
      await done;
    });

    it('not at all if that’s turned off', async () => {
      await uploaded('mug.png');
      command.settings.suggestRecords = () => false;
      const [done] = await begin('mug.png');
      const input = await command.askedForRecord();
      assert.equal(input.visible[0]?.detail, 'Same record again');
      input.hide();
      await done;
    });
  });

  it('says why a file isn’t a picture', async () => {
    const uri = await file('gone.png');
    await rm(path.join(folder, 'gone.png'));
    const done = uploadPhoto(command.services, uri);
    const message = await told(/^gone\.png wasn’t uploaded.* The file no longer exists/);
    assert.equal(message.severity, 'error');
    assert.equal(message.buttons.includes('Retry'), false);
    message.press();
    await done;
    assert.deepEqual(await uploads(), []);
  });

  it('converts no HEIC unless the setting allows it: opens the setting, and tries again', async () => {
    const done = uploadPhoto(command.services, await file('IMG_1.HEIC', heic()));
    const message = await told(
      /^IMG_1\.HEIC wasn’t uploaded\. Zoho doesn’t accept HEIC files, and conv/,
    );
    assert.equal(message.severity, 'error');
    assert.match(
      message.text,
      /Export the picture as JPEG, or turn on the “Convert HEIC” setting\.$/,
    );
    assert.deepEqual(message.buttons, ['Open Setting', 'Show Log']);
    message.press('Open Setting');
    const again = await told(/^Turn on “Convert HEIC”, then retry\.$/);
    assert.deepEqual(executed, [['workbench.action.openSettings', 'zohoCrmPhotos.convertHeic']]);
    command.settings.convertHeic = () => true;
    command.settings.fitPictures = () => 'always';
    again.press('Retry');
    await command.chooseAmelia();
    (await told(/^IMG_1\.jpg is now the photo/)).press();
    await done;
    assert.equal((await uploads()).length, 1);
  });

  it('uploads the others if one is a HEIC, and leads to the setting', async () => {
    const files = [await file('IMG_1.HEIC', heic()), await file('mug.png')];
    const done = uploadFiles(command.services, () => inspectFiles(files));
    await command.chooseAmelia();
    const message = await told(/^1 of 1 picture uploaded.*Skipped IMG_1\.HEIC: .*HEIC.* off/);
    assert.equal(message.buttons[0], 'Open Setting');
    message.press('Open Setting');
    await done;
    assert.deepEqual(executed.at(-1), [
      'workbench.action.openSettings',
      'zohoCrmPhotos.convertHeic',
    ]);
    assert.equal((await uploads()).length, 1);
  });

  it('says nothing of the setting for HEIC where nothing may be converted', async () => {
    command.settings.fitPictures = () => 'never';
    const done = uploadPhoto(command.services, await file('IMG_1.HEIC', heic()));
    const message = await told(
      /^IMG_1\.HEIC wasn’t uploaded\. Zoho doesn’t accept HEIC files\. Save/,
    );
    message.press();
    await done;
  });

  it('inspects a file again if it couldn’t be read and the person retries', async () => {
    const busy = {
      name: 'mug.png',
      inspected: { refusal: { kind: 'unreadable', reason: 'busy', code: 'EBUSY' } },
    } as const;
    const found = [[busy], await inspectFiles([await file('mug.png')])];
    const done = uploadFiles(command.services, () => Promise.resolve(found.shift() ?? []));
    (await told(/^mug\.png/)).press('Retry');
    await command.chooseAmelia();
    (await told(/^mug\.png/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(picture));
  });

  it('sends nothing if the person cancels at the record', async () => {
    const [done] = await begin();
    (await command.askedForRecord()).hide();
    await done;
    assert.deepEqual(await uploads(), []);
    assert.deepEqual(openMessages(), []);
  });

  it('uploads several, with one notification', async () => {
    const uris = [await file('a.png'), await file('b.png', earlier)];
    const [first] = uris;
    const done = uploadPhoto(command.services, first, uris);
    await command.chooseAmelia();
    await command.chooseAmelia();
    (await told(/^2 of 2/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(earlier));
    assert.equal(command.services.lastChanges.get().length, 2);
    assert.deepEqual(openMessages(), []);
  });

  it('sends nothing if the person isn’t signed in and cancels the sign-in', async () => {
    await command.services.accounts.remove(command.account.id);
    const [done] = await begin();
    await done;
    assert.deepEqual(await uploads(), []);
    assert.deepEqual(openMessages(), []);
  });

  it('continues after a sign-in', async () => {
    await command.services.accounts.remove(command.account.id);
    command.signsIn = () => command.account;
    const [done] = await begin();
    await command.chooseAmelia();
    (await told(/^mug\.png/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(picture));
  });

  it('asks for the record again after switching accounts', async () => {
    await command.services.accounts.save(other());
    await command.services.workspaceAccount.bind({ id: command.account.id, name: 'Northwind' });
    const [done] = await begin();
    (await command.askedForRecord()).choose('Switch account…');
    const accounts = await asked(/account/i);
    accounts.choose(/^Contoso/);
    const input = await command.askedForRecord();
    assert.match(input.title, /Contoso/);
    input.hide();
    await done;
    assert.deepEqual(await uploads(), []);
  });

  describe('with a pasted URL of another organization', () => {
    const web = (): string => command.world.emulator.servers.web;
    const url = (): string => `${web()}/crm/org2/tab/Contacts/${AMELIA}`;

    /** Its token is the emulator's for Northwind, whose records the emulator then looks in. */
    function contoso(): Account {
      return { ...command.account, id: 'contoso', organization: other().organization };
    }

    it('uses its account in this workspace, and takes the record at once', async () => {
      await command.services.accounts.save(contoso());
      await command.services.workspaceAccount.bind({ id: command.account.id, name: 'Northwind' });
      const [done] = await begin();
      const input = await command.askedForRecord();
      input.type(url());
      input.choose('Use it in Contoso (PRODUCTION)');
      const message = await told(/^mug\.png/);
      assert.match(message.text, /Contoso/);
      message.press();
      await done;
      assert.equal(await command.stored(), sha256Of(picture));
      assert.equal(command.services.workspaceAccount.get()?.id, 'contoso');
      assert.equal(shownInputs.length, 1);
    });

    it('signs in to it, and takes the record at once', async () => {
      command.signsIn = contoso;
      const [done] = await begin();
      const input = await command.askedForRecord();
      input.type(url());
      input.choose(/^Sign in to the organization/);
      (await told(/^mug\.png/)).press();
      await done;
      assert.equal(await command.stored(), sha256Of(picture));
      assert.equal(command.services.workspaceAccount.get()?.id, 'contoso');
    });

    it('sends nothing if the sign-in is to an organization that isn’t the URL’s', async () => {
      command.signsIn = () => ({
        ...contoso(),
        organization: { id: '3', name: 'Fabrikam', domain: 'org3' },
      });
      const [done] = await begin();
      (await command.askedForRecord()).type(url());
      (await command.askedForRecord()).choose(/^Sign in to the organization/);
      (await told(/^Nothing was sent: you signed in to Fabrikam/)).press();
      const again = await command.askedForRecord();
      assert.match(again.title, /Northwind/);
      again.hide();
      await done;
      assert.deepEqual(await uploads(), []);
      assert.equal(command.services.workspaceAccount.get()?.id, command.account.id);
    });

    it('asks for the record again if the person cancels the sign-in', async () => {
      const [done] = await begin();
      (await command.askedForRecord()).type(url());
      (await command.askedForRecord()).choose(/^Sign in to the organization/);
      await until('it is asked again', () => shownInputs.length === 2);
      (await command.askedForRecord()).hide();
      await done;
      assert.deepEqual(await uploads(), []);
    });
  });

  it('sends nothing if the person cancels switching accounts', async () => {
    await command.services.accounts.save(other());
    await command.services.workspaceAccount.bind({ id: command.account.id, name: 'Northwind' });
    const [done] = await begin();
    (await command.askedForRecord()).choose('Switch account…');
    (await asked(/account/i)).hide();
    await done;
    assert.deepEqual(await uploads(), []);
    assert.deepEqual(openMessages(), []);
  });

  it('retries what failed, as often as the person wants', async () => {
    await command.refuses('POST', 'NO_PERMISSION', 403);
    await command.refuses('POST', 'NO_PERMISSION', 403);
    const [done] = await begin();
    await command.chooseAmelia();
    for (let failures = 0; failures < 2; failures += 1) {
      const message = await told(/^mug\.png/);
      assert.equal(message.severity, 'error');
      message.press('Retry');
    }
    const message = await told(/^mug\.png/);
    assert.equal(message.severity, 'info');
    message.press();
    await done;
    assert.equal(await command.stored(), sha256Of(picture));
    assert.equal((await uploads()).length, 3);
    assert.equal(shownInputs.length, 1);
  });

  it('ends if the person doesn’t retry, and shows the log on request', async () => {
    await command.refuses('POST', 'NO_PERMISSION', 403);
    const [done] = await begin();
    await command.chooseAmelia();
    (await told(/^mug\.png/)).press('Show Log');
    await done;
    assert.equal((await uploads()).length, 1);
    assert.equal(await command.stored(), undefined);
    assert.equal(command.logShown, 1);
    assert.deepEqual(command.services.lastChanges.get(), []);
  });

  it('ends if the person cancels the upload', async () => {
    person.cancels = /mug/;
    const [done] = await begin();
    await command.chooseAmelia();
    await done;
    assert.deepEqual(await uploads(), []);
    assert.deepEqual(openMessages(), []);
  });

  it('asks for another record on request, and skips the same automations', async () => {
    command.settings.restrictTriggers = () => ['workflow'];
    await command.refuses('POST', 'INVALID_MODULE', 400);
    const [done] = await begin();
    await command.chooseAmelia();
    command.settings.restrictTriggers = () => [];
    (await told(/^mug\.png/)).press('Choose Another Record');
    await command.chooseAmelia();
    (await told(/^mug\.png/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(picture));
    assert.deepEqual(await command.world.control.workflowsFired(), []);
  });

  it('sends nothing more if the person cancels at the other record', async () => {
    await command.refuses('POST', 'INVALID_MODULE', 400);
    const [done] = await begin();
    await command.chooseAmelia();
    (await told(/^mug\.png/)).press('Choose Another Record');
    (await command.askedForRecord()).hide();
    await done;
    assert.equal((await uploads()).length, 1);
    assert.deepEqual(openMessages(), []);
  });

  describe('after access has ended', () => {
    /** The upload asks for a sign-in, gets none, and fails. */
    async function failing(): Promise<Promise<void>[]> {
      await command.world.control.revokeRefreshTokens();
      await command.world.control.revokeAccessTokens();
      const begun = await begin();
      await command.chooseAmelia();
      (await told(/Northwind/)).press();
      return begun;
    }

    it('signs in again, and uploads to the same record', async () => {
      const [done] = await failing();
      const refreshToken = await newRefreshToken();
      command.signsIn = (again) => again && withToken(again, refreshToken);
      (await told(/^mug\.png/)).press('Sign In');
      (await told(/^mug\.png/)).press();
      await done;
      assert.equal(await command.stored(), sha256Of(picture));
    });

    it('ends if the person doesn’t sign in', async () => {
      const [done] = await failing();
      (await told(/^mug\.png/)).press('Sign In');
      await done;
      assert.equal(await command.stored(), undefined);
      assert.deepEqual(openMessages(), []);
    });

    it('asks for the record if the person signs in to another organization', async () => {
      const [done] = await failing();
      command.signsIn = other;
      (await told(/^mug\.png/)).press('Sign In');
      await until(
        'the record is asked for',
        () => shownInputs.at(-1)?.title.includes('Contoso') === true,
      );
      (await command.askedForRecord()).hide();
      await done;
      assert.equal(await command.stored(), undefined);
    });
  });

  it('says that a picture was resized, although only a setting wanted it', async () => {
    command.settings.longestSide = () => 100;
    const [done] = await begin();
    await command.chooseAmelia();
    const { text, press } = await told(/^mug\.jpg/);
    assert.match(text, / Resized from \d+ × \d+ pixels to (?:100 × \d+|\d+ × 100) pixels\.$/);
    press();
    await done;
    assert.notEqual(await command.stored(), sha256Of(picture));
  });

  it('resizes a picture that Zoho refused for its size, and uploads it', async () => {
    await command.refuses('POST', 'FILE_RESOLUTION_EXCEEDS', 400);
    const [done] = await begin('large.jpg', await jpeg({ width: 300, height: 200 }));
    await command.chooseAmelia();
    (await told(/^large\.jpg/)).press('Upload Resized');
    const message = await told(/^large\.jpg/);
    assert.equal(message.severity, 'info');
    message.press();
    await done;
    assert.notEqual(await command.stored(), undefined);
  });

  it('sends nothing more if the person cancels the resizing', async () => {
    await command.refuses('POST', 'FILE_RESOLUTION_EXCEEDS', 400);
    const [done] = await begin('large.jpg', await jpeg({ width: 300, height: 200 }));
    await command.chooseAmelia();
    const message = await told(/^large\.jpg/);
    person.cancels = /large/;
    message.press('Upload Resized');
    await done;
    assert.equal((await uploads()).length, 1);
    assert.deepEqual(openMessages(), []);
  });

  it('restores the earlier photo on undo', async () => {
    await command.world.control.putPhoto('Contacts', AMELIA, earlier);
    const [done] = await begin();
    await command.chooseAmelia();
    (await told(/^mug\.png/)).press('Undo');
    const message = await told(/Amelia/);
    assert.equal(message.severity, 'info');
    message.press();
    await done;
    assert.equal(await command.stored(), sha256Of(earlier));
    assert.deepEqual(command.services.lastChanges.get(), []);
  });

  it('keeps the uploaded photo if the undo is canceled', async () => {
    const [done] = await begin();
    await command.chooseAmelia();
    person.cancels = /^Undoing/;
    (await told(/^mug\.png/)).press('Undo');
    (await told(/Amelia|Contacts/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(picture));
    assert.equal(command.services.lastChanges.get().length, 1);
  });

  it('opens the record', async () => {
    const [done] = await begin();
    await command.chooseAmelia();
    (await told(/^mug\.png/)).press('Open Record');
    await done;
    const { web } = command.world.emulator.servers;
    assert.deepEqual(opened, [`${web}/crm/EntityInfo.do?module=Contacts&id=${AMELIA}`]);
  });

  /** An account of another organization. */
  function other(): Account {
    const { servers } = command.world.emulator;
    return sampleAccount({
      place: { kind: 'custom', servers, environment: 'production' },
      organization: { id: '2', name: 'Contoso', domain: 'org2' },
      scopes: [...SCOPES],
    });
  }

  async function newRefreshToken(): Promise<string> {
    const { servers, clientId, clientSecret } = command.world.emulator;
    const code = await command.world.control.issueCode();
    const query = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      client_secret: clientSecret,
      code,
    });
    const answer = await fetch(`${servers.accounts}/oauth/v2/token?${query.toString()}`, {
      method: 'POST',
    });
    return ((await answer.json()) as { refresh_token: string }).refresh_token;
  }

  function withToken(account: Account, refreshToken: string): Account {
    assert.equal(account.credentials.kind, 'refresh-token');
    const credentials = { ...account.credentials, refreshToken } as Account['credentials'];
    return { ...account, credentials, access: { token: '1000.x', endsAt: 1 } };
  }
});
