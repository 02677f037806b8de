import assert from 'node:assert/strict';
import process from 'node:process';
import { afterEach, beforeEach, describe, it } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import { vscode } from './stubbedVscode.ts';

/** Values by section and name, as set by the person or VS Code itself. */
const own: Record<string, unknown> = {};
/** Values of a workspace, also those that VS Code should ignore. */
const workspaces: Record<string, unknown> = {};

vscode.workspace = {
  getConfiguration: (section: string) => ({
    get: (name: string, otherwise?: unknown) =>
      workspaces[`${section}.${name}`] ?? own[`${section}.${name}`] ?? otherwise,
    inspect: (name: string) => ({
      globalValue: own[`${section}.${name}`],
      workspaceValue: workspaces[`${section}.${name}`],
    }),
  }),
};

const { settings } = await import('../../src/settings.ts');

beforeEach(() => {
  for (const values of [own, workspaces]) {
    for (const key of Object.keys(values)) {
      Reflect.deleteProperty(values, key);
    }
  }
});

describe('a workspace’s settings', () => {
  const properties: Record<string, { scope: string }> =
    manifest.contributes.configuration.properties;
  const server = 'https://crm.example.com';
  const HOSTILE: Readonly<Record<string, unknown>> = {
    allowLoopbackUrls: true,
    apiVersion: 'v8',
    confirmUpload: 'never',
    convertCmyk: 'always',
    convertHeic: true,
    customServer: { accounts: server, api: server, web: server },
    fitPictures: 'always',
    highlightProduction: true,
    keepPhotosDays: 1,
    keepPhotosMegabytes: 0,
    longestSide: 100,
    removePersonalData: 'never',
    restrictTriggers: ['workflow'],
    searchTool: true,
    suggestRecords: false,
    timeLimit: 1,
  };
  const READERS: Readonly<Record<string, () => unknown>> = {
    ...(settings as Omit<typeof settings, 'fileEncoding'>),
    keepPhotosDays: settings.backups,
    keepPhotosMegabytes: settings.backups,
  };

  it('are ignored by VS Code, but for those that change nothing in the CRM', () => {
    const inWorkspace = Object.entries(properties).filter(([, { scope }]) => scope === 'window');
    assert.deepEqual(
      inWorkspace.map(([name]) => name),
      ['zohoCrmPhotos.badges'],
    );
    assert.deepEqual(
      Object.keys(HOSTILE).map((name) => properties[`zohoCrmPhotos.${name}`]?.scope),
      Object.keys(HOSTILE).map(() => 'application'),
    );
    assert.equal(Object.keys(HOSTILE).length + 1, Object.keys(properties).length);
  });

  for (const [name, value] of Object.entries(HOSTILE)) {
    it(`${name} is the person’s, even if VS Code lets a workspace’s through`, () => {
      const reader = READERS[name];
      assert.ok(reader);
      const usual = reader();
      workspaces[`zohoCrmPhotos.${name}`] = value;
      assert.deepEqual(reader(), usual);
      own[`zohoCrmPhotos.${name}`] = value;
      assert.notDeepEqual(reader(), usual);
    });
  }
});

describe('whether Node may read the system’s certificates', () => {
  const { platform } = process;

  afterEach(() => {
    Object.defineProperty(process, 'platform', { value: platform });
  });

  for (const [system, unset] of [
    ['darwin', false],
    ['win32', true],
    ['linux', true],
  ] as const) {
    it(`follows VS Code’s setting, and without one ${unset} (${system})`, () => {
      Object.defineProperty(process, 'platform', { value: system });
      for (const [set, may] of [
        [true, true],
        [false, false],
        [undefined, unset],
        [null, unset],
        ['yes', unset],
      ] as const) {
        own['http.systemCertificatesNode'] = set;
        assert.equal(settings.nodeReadsCertificates(), may, `${set}`);
      }
    });
  }

  it('is separate from whether they are trusted', () => {
    assert.equal(settings.systemCertificates(), true);
    own['http.systemCertificates'] = false;
    assert.equal(settings.systemCertificates(), false);
  });
});

describe('settings with a few values', () => {
  const properties: Record<string, { default: unknown; enum?: readonly unknown[] }> =
    manifest.contributes.configuration.properties;

  for (const name of [
    'apiVersion',
    'confirmUpload',
    'convertCmyk',
    'fitPictures',
    'removePersonalData',
  ] as const) {
    const key = `zohoCrmPhotos.${name}`;
    const declared = properties[key];

    it(`${name} is what package.json declares, with its default for anything else`, () => {
      assert.equal(settings[name](), declared?.default);
      for (const value of ['Always', '', 'constructor', 7, null, ['always']]) {
        own[key] = value;
        assert.equal(settings[name](), declared?.default, String(value));
      }
      for (const value of (declared?.enum ?? []).filter((one) => !String(one).includes(' '))) {
        own[key] = value;
        assert.equal(settings[name](), value);
      }
    });
  }

  for (const [name, former, now] of [
    ['confirmUpload', 'when replacing', 'whenReplacing'],
    ['removePersonalData', 'when there is a location', 'whenLocation'],
  ] as const) {
    it(`${name} is read in its old form, and VS Code does not mark it as wrong`, () => {
      const key = `zohoCrmPhotos.${name}`;
      own[key] = former;
      assert.equal(settings[name](), now);
      assert.ok(properties[key]?.enum?.includes(former));
    });
  }
});

describe('the limits of backups', () => {
  const day = 24 * 3_600_000;

  it('are the defaults of package.json, unless they are set', () => {
    assert.deepEqual(settings.backups(), { bytes: 200_000_000, milliseconds: 30 * day });
    own['zohoCrmPhotos.keepPhotosMegabytes'] = 0;
    own['zohoCrmPhotos.keepPhotosDays'] = 1;
    assert.deepEqual(settings.backups(), { bytes: 0, milliseconds: day });
  });

  it('are the highest while a value is no valid one, so that no typing error deletes a backup', () => {
    for (const wrong of ['0', '', false, -1, 1e6, NaN, [], {}]) {
      own['zohoCrmPhotos.keepPhotosMegabytes'] = wrong;
      own['zohoCrmPhotos.keepPhotosDays'] = wrong;
      const most = { bytes: 100_000_000_000, milliseconds: 3650 * day };
      assert.deepEqual(settings.backups(), most, JSON.stringify(wrong));
    }
  });
});
