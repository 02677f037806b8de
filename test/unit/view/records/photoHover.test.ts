import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jpeg } from '../../../pictures.ts';
import { chair, portrait } from '../../../drawings.ts';
import { AMELIA, commandInTest } from '../../commands/commandInTest.ts';
import { Emitter, MarkdownText } from '../viewStubs.ts';

const { photoHover } = await import('../../../../src/view/records/photoHover.ts');
const { SecretStorageError } = await import('../../../../src/auth/secrets.ts');
const { inspect } = await import('../../../../src/image/inspect.ts');
const { pictureInMemory } = await import('../../../../src/image/picture.ts');

/** VS Code cuts longer values. */
const MOST_CHARACTERS = 100_000;

type Token = Parameters<typeof photoHover>[2];

/** A mouse that stays on the row, until it leaves. */
function mouse(): Token & { leave(): void } {
  const left = new Emitter<undefined>();
  const token = {
    isCancellationRequested: false,
    onCancellationRequested: left.event,
    leave: () => {
      token.isCancellationRequested = true;
      left.fire(undefined);
    },
  };
  return token;
}

describe('the hover of a record', () => {
  const command = commandInTest();

  async function hover({
    name = 'Amelia Fischer',
    token = mouse(),
  }: { name?: string; token?: Token } = {}): Promise<
    { text: string; freshFor: number } | undefined
  > {
    const record = { account: command.account.id, key: { module: 'Contacts', id: AMELIA }, name };
    const made = await photoHover(command.services as never, record, token);
    const text = made?.text as unknown as MarkdownText | undefined;
    return made && text && { text: text.value, freshFor: made.freshFor };
  }

  for (const [name, make] of Object.entries({
    'a photo': portrait,
    'a drawing': chair,
    'noise, which no format makes small': () => jpeg({ width: 4000, height: 3000 }),
  })) {
    it(`shows ${name}, small enough for VS Code`, async () => {
      await command.world.control.putPhoto('Contacts', AMELIA, await make());
      const shown = await hover();
      assert.ok(shown);
      assert.ok(shown.text.length < MOST_CHARACTERS, `${shown.text.length}`);
      const [, base64 = ''] =
        /\]\(data:image\/(?:jpeg|png);base64,([^)]+)\)/.exec(shown.text) ?? [];
      const picture = await inspect(pictureInMemory('x', Buffer.from(base64, 'base64')));
      assert.ok('width' in picture && Math.max(picture.width, picture.height) === 256);
    });
  }

  it('makes no Markdown of a name', async () => {
    const shown = await hover({ name: '**A** ](command:x) <img src="y"> `_b_`' });
    assert.match(
      shown?.text ?? '',
      /^\\\*\\\*A\\\*\\\* \\\]\u200B\\\(command\\:x\\\) \\<img src\\=\\"y\\"\\> \\`\\_b\\_\\`\n/,
    );
  });

  it('says that there is no photo, or that it can’t be shown', async () => {
    assert.match((await hover())?.text ?? '', /\n\nNo photo\n\nContacts · \d+$/u);
    const answer = { status: 200, headers: { 'content-type': 'image/gif' }, body: 'GIF89a' };
    await command.world.control.fault({ method: 'GET', path: '/photo', answer });
    assert.match((await hover())?.text ?? '', /No preview/);
  });

  it('says in one line why the photo couldn’t be downloaded, and asks again soon', async () => {
    const withPhoto = await hover();
    await command.refuses('GET', 'NO_PERMISSION', 403);
    const shown = await hover();
    assert.match(shown?.text ?? '', /\n\nCouldn’t download the photo\\. [^\n]+\n\n/);
    assert.ok((shown?.freshFor ?? 0) < (withPhoto?.freshFor ?? 0));
    const { accounts } = command.services;
    await accounts.remove(command.account.id);
    assert.match((await hover())?.text ?? '', /Sign in to see the photo/);
  });

  it('says that the secret storage can’t be read', async () => {
    command.services.accounts.all = () => Promise.reject(new SecretStorageError('locked'));
    assert.match((await hover())?.text ?? '', /\n\nCouldn’t download the photo\\. [^\n]+\n\n/);
  });

  it('ends the request when the mouse leaves, and shows nothing', async () => {
    await command.world.control.putPhoto('Contacts', AMELIA, await portrait());
    const token = mouse();
    const shown = hover({ token });
    token.leave();
    assert.equal(await shown, undefined);
  });
});
