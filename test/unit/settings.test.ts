import assert from 'node:assert/strict';
import process from 'node:process';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Settings } from '../../src/settings.ts';
import { vscode } from './stubbedVscode.ts';

describe('whether Node may read the system’s certificates', () => {
  const { platform } = process;
  let settings: Settings;
  /** As the person, or VS Code by itself, has it. */
  let http: Record<string, unknown>;

  beforeEach(async () => {
    http = {};
    vscode.workspace = {
      getConfiguration: (section: string) => ({
        get: (name: string, otherwise?: unknown) =>
          section === 'http' ? (http[name] ?? otherwise) : otherwise,
      }),
    };
    ({ settings } = await import('../../src/settings.ts'));
  });

  afterEach(() => {
    Object.defineProperty(process, 'platform', { value: platform });
  });

  for (const [system, unset] of [
    ['darwin', false],
    ['win32', true],
    ['linux', true],
  ] as const) {
    it(`is as VS Code’s setting has it, and without one ${unset} (${system})`, () => {
      Object.defineProperty(process, 'platform', { value: system });
      for (const [set, may] of [
        [true, true],
        [false, false],
        [undefined, unset],
        [null, unset],
        ['yes', unset],
      ] as const) {
        http.systemCertificatesNode = set;
        assert.equal(settings.nodeReadsCertificates(), may, `${set}`);
      }
    });
  }

  it('is another question than whether they count', () => {
    assert.equal(settings.systemCertificates(), true);
    http.systemCertificates = false;
    assert.equal(settings.systemCertificates(), false);
  });
});
