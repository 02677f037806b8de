import assert from 'node:assert/strict';
import process from 'node:process';
import { afterEach, beforeEach, describe, it } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import { vscode } from './stubbedVscode.ts';

/** Values by section and name, as set by the person or VS Code itself. */
const own: Record<string, unknown> = {};

vscode.workspace = {
  getConfiguration: (section: string) => ({
    get: (name: string, otherwise?: unknown) => own[`${section}.${name}`] ?? otherwise,
  }),
};

const { settings } = await import('../../src/settings.ts');

beforeEach(() => {
  for (const key of Object.keys(own)) {
    Reflect.deleteProperty(own, key);
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
