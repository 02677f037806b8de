import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { COQL_SCOPE, SCOPES, SEARCH_SCOPE } from '../../../src/zoho/scopes.ts';
import { lamp } from '../../drawings.ts';
import { AMELIA } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';
import { LONG_FORM } from '../../long.ts';

const VAN = { module: 'Vehicles', id: '4876876000000630001' };

export async function filesNamedLikeRecords(): Promise<Record<string, Buffer>> {
  return { 'fischer-amelia_2024 (1).jpg': await lamp(), 'mateo.jpg': await lamp() };
}

// For the kinds of what can be typed, see test/unit/ui/askTarget.test.ts and
// test/unit/upload/recordSearch.test.ts.
describe('finding the record', () => {
  let stage: Stage;

  before(async () => {
    stage = await sharedStage();
  });

  beforeEach(() => stage.reset());

  async function beginIn(module: string): Promise<void> {
    const { person, window } = stage;
    await person.rightClick('mug.jpg');
    await window.quickInput.shown({ placeholder: /^Which record/ });
    await window.quickInput.choose(module);
    await window.quickInput.shown({ placeholder: /name, email, phone/ });
  }

  async function photoArrives({
    module,
    id,
  }: { module: string; id: string } = AMELIA): Promise<void> {
    const { severity } = await stage.person.result('mug.jpg');
    assert.equal(severity, 'info');
    assert.notEqual(await stage.crm.photo(module, id), null);
  }

  /** Confirms replacing the record's photo. */
  async function confirmReplacement(): Promise<void> {
    await stage.person.replacement.shown();
    await stage.person.replacement.press('Replace');
  }

  async function searches(): Promise<string[]> {
    const requests = await stage.crm.requests();
    return requests
      .filter(({ path }) => path.includes('/search'))
      .map(({ path }) => path.split('?')[1] ?? '');
  }

  it('lists the organization’s own modules by their labels', async () => {
    const { person, window } = stage;
    await person.rightClick('mug.jpg');
    await window.quickInput.choose('Shop windows');
    await window.quickInput.shown({ placeholder: /^Record in CM1/ });
    await window.quickInput.escape();
  });

  it('by name, which shows whether it has a photo; says if nothing is found', async () => {
    const { crm, window } = stage;
    const { quickInput } = window;
    await crm.putPhoto(AMELIA.module, AMELIA.id, await lamp());
    await beginIn('Contacts');
    await quickInput.type('nobody of that name');
    await quickInput.found((items) => items.some(({ label }) => label.startsWith('Nothing found')));
    await quickInput.type('fi');
    await quickInput.found((items) =>
      items.some(({ description }) => description.includes('has a photo')),
    );
    await window.screenshot('find-record');
    await quickInput.choose('Amelia Fischer');
    await confirmReplacement();
    await photoArrives();
    assert.equal((await crm.photo(AMELIA.module, AMELIA.id))?.fileName, 'mug.jpg');
  });

  it('by a name typed into the first list, which offers modules to search', async () => {
    const { person, window } = stage;
    const { quickInput } = window;
    await person.rightClick('mug.jpg');
    await quickInput.shown({ placeholder: /^Which record/ });
    await window.screenshot('first-list');
    await quickInput.type('fischer');
    await quickInput.found(
      (items) => items.filter(({ label }) => label.startsWith('Search ')).length === 3,
    );
    await window.screenshot('typed-name');
    await quickInput.choose('Search Contacts');
    await quickInput.shown({ placeholder: /name, email, phone/, value: 'fischer' });
    await quickInput.back();
    await quickInput.shown({ placeholder: /^Which record/, value: 'fischer' });
    // A module is still one choice away.
    await quickInput.type('conta');
    await quickInput.found(([item]) => item?.label === 'Contacts');
    await quickInput.type('fischer');
    await quickInput.choose('Search Contacts');
    // The first list has her, too, as a recent record.
    await quickInput.shown({ placeholder: /name, email, phone/ });
    await quickInput.choose('Amelia Fischer');
    await photoArrives();
  });

  it(
    'by a number typed into the first list, as an ID or as a phone number',
    LONG_FORM,
    async () => {
      const { person, window } = stage;
      const { quickInput } = window;
      await person.rightClick('mug.jpg');
      await quickInput.shown({ placeholder: /^Which record/ });
      await quickInput.type(AMELIA.id);
      await quickInput.found((items) => items.some(({ label }) => label.startsWith('Search ')));
      await quickInput.type('+43 1 555 0100');
      await quickInput.found((items) => items.some(({ label }) => label.startsWith('Search ')));
      await window.screenshot('typed-number');
      await quickInput.choose('Search Contacts');
      await quickInput.choose('Amelia Fischer');
      await photoArrives();
    },
  );

  // Contacts is the module used last, and Amelia, who has no photo, the last record.
  it('by the file’s name: a search behind the list suggests it, and the upload is confirmed', async () => {
    const { crm, person, window } = stage;
    const { quickInput } = window;
    await crm.fault({ path: '/search', delayMs: 1000 });
    await person.rightClick('fischer-amelia_2024 (1).jpg');
    await quickInput.shown({ placeholder: /^Which record/ });
    await quickInput.found(([item]) => item?.label === 'Searching Contacts for “fischer amelia”…');
    await window.screenshot('suggestion-searching');
    await quickInput.found(([item]) => item?.label === 'Amelia Fischer');
    await window.screenshot('suggestion-found');
    assert.deepEqual(await searches(), ['word=fischer&per_page=20']);
    await quickInput.choose('Amelia Fischer');
    // Even for a record without a photo: it was a guess.
    await person.replacement.shown();
    await window.screenshot('suggestion-confirmed');
    assert.equal(await crm.photo(AMELIA.module, AMELIA.id), null);
    await person.replacement.press('Upload');
    await person.result('fischer-amelia_2024 (1).jpg');
    assert.notEqual(await crm.photo(AMELIA.module, AMELIA.id), null);
  });

  it('a suggestion that arrives later stays out of the way of Enter', async () => {
    const { crm, person, window } = stage;
    const { quickInput } = window;
    await person.rightClick('mateo.jpg');
    await quickInput.shown({ placeholder: /^Which record/ });
    await quickInput.found(([item]) => item?.label === 'Mateo Álvarez');
    await quickInput.accept();
    // The last record, which was active before anything was found.
    await person.result('mateo.jpg');
    assert.notEqual(await crm.photo(AMELIA.module, AMELIA.id), null);
    assert.equal(await crm.photo('Contacts', '4876876000000624002'), null);
  });

  it('by email address and by phone number', LONG_FORM, async () => {
    const { window } = stage;
    await beginIn('Contacts');
    await window.quickInput.type('amelia.fischer@customers.example');
    await window.quickInput.choose('Amelia Fischer');
    await photoArrives();
    // Don't mistake the first upload's notification for the second's.
    await window.notifications.clear();
    await beginIn('Contacts');
    await window.quickInput.type('555 0100');
    await window.quickInput.choose('Amelia Fischer');
    await confirmReplacement();
    await photoArrives();
    assert.deepEqual(
      (await searches()).map((query) => query.split('=')[0]),
      ['email', 'phone'],
    );
  });

  it('by a pasted URL of any module', async () => {
    const { emulator, person, window } = stage;
    await person.rightClick('mug.jpg');
    await window.quickInput.shown({ placeholder: /^Which record/ });
    await window.quickInput.type(
      `${emulator.servers.web}/crm/org808232144/tab/CustomModule3/${VAN.id}?from=list`,
    );
    await window.quickInput.choose(`Vehicles ${VAN.id}`);
    await photoArrives(VAN);
    assert.deepEqual(await searches(), []);
  });

  it('by its ID, without a search', LONG_FORM, async () => {
    await stage.person.upload('mug.jpg');
    await photoArrives();
    assert.deepEqual(await searches(), []);
  });

  it('a URL of another organization: signs in to it once, then uses its account, with one choice', async () => {
    const { crm, emulator, person, window } = stage;
    const { notifications, quickInput } = window;
    const inSandbox = { module: 'Contacts', id: '591203000000624001' };
    const { web } = emulator.servers;
    await person.rightClick('mug.jpg');
    await quickInput.shown({ title: /\(PRODUCTION\)/, placeholder: /^Which record/ });
    await quickInput.type(`${web}/crm/org811940027/tab/Contacts/${inSandbox.id}`);
    await quickInput.found(([item]) => item?.label.startsWith('Sign in to the organ') === true);
    await window.screenshot('other-organization-unknown');
    await quickInput.choose(/^Sign in to the organization/);
    await person.answerSignInWithKeptClient({ proof: await crm.issueCode({ org: 'sandbox' }) });
    const first = await person.result('mug.jpg');
    assert.match(first.text, /\(SANDBOX northwindsandbox\)/);
    assert.notEqual(await crm.photo(inSandbox.module, inSandbox.id), null);
    await notifications.clear();
    // The workspace uses that account now.
    await person.rightClick('mug.jpg');
    await quickInput.shown({ title: /\(SANDBOX northwindsandbox\)/, placeholder: /^Which record/ });
    await quickInput.type(`${web}/crm/org808232144/tab/Contacts/${AMELIA.id}`);
    await quickInput.found(([item]) => item?.label.startsWith('Use it in') === true);
    await window.screenshot('other-organization');
    await quickInput.choose('Use it in Northwind Traders (PRODUCTION)');
    await photoArrives();
    await person.rightClick('mug.jpg');
    await quickInput.shown({ title: /\(PRODUCTION\)/ });
    await quickInput.escape();
  });

  it('late responses don’t replace newer ones', LONG_FORM, async () => {
    const { crm, window } = stage;
    await crm.fault({ path: 'word=mateo', delayMs: 1500 });
    await beginIn('Contacts');
    await window.quickInput.type('mateo');
    await crm.fault({ path: 'word=yuki', delayMs: 0 });
    await window.quickInput.type('yuki');
    await window.quickInput.found((items) => items.some(({ label }) => label.startsWith('Yuki')));
    const items = await window.quickInput.items();
    assert.equal(items.length, 1);
    await window.quickInput.escape();
  });

  it('shows a failure in the list without losing what was typed', LONG_FORM, async () => {
    const { crm, window } = stage;
    const answer = {
      status: 503,
      body: { code: 'SERVICE_UNAVAILABLE', details: {}, message: '', status: 'error' },
    };
    await crm.fault({ path: '/search', answer });
    await beginIn('Contacts');
    await window.quickInput.type('fischer');
    await window.quickInput.found((items) =>
      items.some(({ label }) => label.startsWith('Zoho isn’t available')),
    );
    await window.quickInput.shown({ value: 'fischer' });
    await window.quickInput.escape();
  });

  it('a module where this person can’t upload photos says why and what to do', async () => {
    const { crm, emulator, window } = stage;
    await crm.patchModule('Products', { image_enable: false });
    await crm.patchProfile('Administrator', { hiddenModules: ['CM1'] });
    await beginIn('Products');
    await window.quickInput.found((items) =>
      items.some(({ label }) =>
        label.startsWith('Photos are turned off in the layouts of Products'),
      ),
    );
    await window.screenshot('photos-turned-off');
    await window.quickInput.type('Forklift');
    await window.quickInput.choose('Choose another module…');
    await window.quickInput.shown({ placeholder: /^Which record/ });
    await window.quickInput.found((items) =>
      items.some(
        ({ label, description }) =>
          label === 'Products' && description === 'photos are turned off in its layout',
      ),
    );
    const unseen = `${emulator.servers.web}/crm/org808232144/tab/CM1/4876876000000631001`;
    await window.quickInput.type(unseen);
    await window.quickInput.found(
      ([item]) =>
        item?.label.startsWith('Your CRM profile doesn’t let you see the module CM1') === true,
    );
    await window.screenshot('unseen-module');
    await window.quickInput.escape();
    assert.deepEqual(await searches(), []);
  });

  it('a record that was just created is found once COQL is allowed', async () => {
    const { crm, window } = stage;
    await crm.reset({ keepTokens: true, switches: { searchLagMs: 600_000 } });
    const id = await crm.addRecord('Contacts', { Full_Name: "Nora O'Fresh" });
    await beginIn('Contacts');
    await window.quickInput.type("o'fresh");
    await window.quickInput.choose('Find recently created records by words, too…');
    await window.quickInput.shown({ message: /Generate Code/ });
    await window.quickInput.type(await crm.issueCode({ scopes: [...SCOPES, COQL_SCOPE] }));
    await window.quickInput.accept();
    await window.quickInput.shown({ placeholder: /^Which record/ });
    await window.quickInput.choose('Contacts');
    await window.quickInput.shown({ placeholder: /name, email, phone/ });
    await window.quickInput.type("o'fresh");
    await window.quickInput.choose("Nora O'Fresh");
    await photoArrives({ module: 'Contacts', id });
  });

  it('without the search scope, offers to allow searching; then it works', LONG_FORM, async () => {
    const { crm, person, window } = stage;
    await window.commandPalette.run('Zoho CRM Photos: Sign In…');
    const scopes = SCOPES.filter((scope) => scope !== SEARCH_SCOPE);
    await person.answerSignInWithKeptClient({ proof: await crm.issueCode({ scopes }) });
    await window.notifications.waitFor(/^Signed in to Zoho CRM/);
    await beginIn('Contacts');
    await window.quickInput.type('fischer');
    await window.quickInput.choose('Allow searching…');
    await window.quickInput.shown({ message: /Generate Code/ });
    await window.quickInput.type(await crm.issueCode({ scopes: [...SCOPES] }));
    await window.quickInput.accept();
    await window.quickInput.shown({ placeholder: /^Which record/ });
    await window.quickInput.choose('Contacts');
    await window.quickInput.shown({ placeholder: /name, email, phone/ });
    await window.quickInput.type('fischer');
    await window.quickInput.choose('Amelia Fischer');
    await photoArrives();
  });
});
