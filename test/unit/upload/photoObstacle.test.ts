import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { ModuleLists } from '../../../src/upload/moduleLists.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import type { PhotoObstacle } from '../../../src/zoho/layouts.ts';
import { LAYOUTS_SCOPE, SCOPES } from '../../../src/zoho/scopes.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';

const SAMIR = 'samir.okafor@northwind.example';
const never = new AbortController().signal;

describe('what prevents photos in a module', () => {
  let world: World;
  let lists: ModuleLists;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(async () => {
    await world.control.reset();
    lists = new ModuleLists();
  });

  async function find(
    module: string,
    { user = '', scopes = SCOPES, claims = SCOPES } = {},
  ): Promise<PhotoObstacle | undefined> {
    const options = { scopes: [...scopes], ...(user === '' ? {} : { user }) };
    const accessToken = await world.control.issueAccessToken(options);
    const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
    const crm = new Crm(world.network, world.emulator.servers, { token, renew: token });
    return lists.findPhotoObstacle({ id: 'one', scopes: claims }, crm, module, never);
  }

  async function asked(): Promise<number> {
    return (await world.control.requests()).length;
  }

  it('is usually nothing, and only checked once', async () => {
    assert.equal(await find('Contacts'), undefined);
    assert.equal(await find('Contacts'), undefined);
    assert.equal(await asked(), 1);
    assert.equal(await find('Vehicles'), undefined);
    assert.equal(await asked(), 2);
  });

  for (const profile of ['seed', 'newest'] as const) {
    it(`is a layout with photos turned off, until they are turned on again (${profile})`, async () => {
      await world.control.reset({ profile });
      await world.control.patchModule('Products', { image_enable: false });
      assert.equal(await find('Products'), 'turned-off');
      assert.equal(lists.photoObstacle('one', 'Products'), 'turned-off');
      assert.equal(lists.photoObstacle('another', 'Products'), undefined);
      await world.control.patchModule('Products', { image_enable: true });
      assert.equal(await find('Products'), undefined);
      assert.equal(lists.photoObstacle('one', 'Products'), undefined);
    });
  }

  it('is unknown if the metadata does not tell', async () => {
    await world.control.reset({ profile: 'worst' });
    await world.control.patchModule('Products', { image_enable: false });
    assert.equal(await find('Products'), undefined);
  });

  it('is a profile that may only read photos', async () => {
    assert.equal(await find('Products', { user: SAMIR }), 'read-only');
    assert.equal(await find('Contacts', { user: SAMIR }), undefined);
  });

  it('is not requested without the scope, and unknown if Zoho refuses', async () => {
    await world.control.patchModule('Products', { image_enable: false });
    const less = SCOPES.filter((scope) => scope !== LAYOUTS_SCOPE);
    assert.equal(await find('Products', { scopes: less, claims: less }), undefined);
    assert.equal(await asked(), 0);
    assert.equal(await find('Products', { scopes: less }), undefined);
    await world.control.fault({ answer: { status: 503, body: '' } });
    assert.equal(await find('Products'), undefined);
    assert.equal(await find('Products'), 'turned-off');
  });
});
