// The first photo from nothing, through Zoho's console, is in dataCenters/firstPhoto.ts.
import { afterEach, beforeEach, describe, it } from 'node:test';
import { LONG_FORM } from '../long.ts';
import { CountedPerson, CRM } from './countedPerson.ts';
import { selfClientFile } from './selfClientFile.ts';
import type { Stage } from './stage.ts';
import { openStage } from './stage.ts';

describe('from a fresh install to the first photo', LONG_FORM, () => {
  let stage: Stage;
  let counted: CountedPerson;

  beforeEach(async () => {
    stage = await openStage({
      emulator: { proxy: true },
      settings: { 'zohoCrmPhotos.customServer': null },
    });
    counted = new CountedPerson(stage);
    await counted.rightClick();
    await stage.window.quickInput.shown({ placeholder: /^What’s your CRM’s URL/ });
  });

  afterEach(async () => {
    await stage.close();
  });

  it('with an existing client', async () => {
    const { emulator, window } = stage;
    await counted.type('a URL of the CRM', CRM);
    await window.quickInput.shown({ message: /^Client ID/ });
    await counted.type('the client ID', emulator.clientId);
    await window.quickInput.shown({ message: /^Client secret/ });
    await counted.type('the client secret', emulator.clientSecret);
    await counted.choosesRecord();
    await counted.arrives('withClient');
  });

  it('with the console’s self_client.json', async () => {
    await counted.type('the content of self_client.json', await selfClientFile(stage));
    await counted.choosesRecord();
    await counted.arrives('withFile');
  });
});
