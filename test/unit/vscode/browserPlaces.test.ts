import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemBrowsers } from '../../vscode/browserPlaces.ts';

describe("the machine's own browsers", () => {
  it('searches PATH and the usual folders on Linux, one browser after the other', () => {
    const places = systemBrowsers({
      platform: 'linux',
      env: { PATH: '/opt/bin:relative:/usr/bin' },
    });
    assert.deepEqual(places.slice(0, 4), [
      '/opt/bin/chromium',
      '/usr/bin/chromium',
      '/usr/local/bin/chromium',
      '/snap/bin/chromium',
    ]);
    assert.equal(places.at(-1), '/snap/bin/chromium-browser');
    assert.ok(places.includes('/usr/bin/google-chrome'));
    assert.ok(places.every((place) => place.startsWith('/')));
  });

  it('searches the applications of the machine and the person on macOS', () => {
    const places = systemBrowsers({ platform: 'darwin', env: { HOME: '/Users/me' } });
    assert.equal(places[0], '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    assert.ok(places.includes('/Users/me/Applications/Chromium.app/Contents/MacOS/Chromium'));
  });

  it('searches the program folders that Windows names', () => {
    const places = systemBrowsers({
      platform: 'win32',
      env: { PROGRAMFILES: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local' },
    });
    assert.equal(places[0], 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
    assert.equal(
      places.at(-1),
      'C:\\Users\\me\\AppData\\Local\\Microsoft\\Edge\\Application\\msedge.exe',
    );
  });
});
