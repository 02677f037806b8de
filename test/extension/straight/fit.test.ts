import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import { Fitter } from '../../../src/image/fit.ts';
import type { Fittable } from '../../../src/image/fittable.ts';
import { pictureInMemory } from '../../../src/image/picture.ts';
import { heic } from '../../heic.ts';
import manifest from '../../../package.json' with { type: 'json' };

const ID = `${manifest.publisher}.${manifest.name}`;

describe('making a picture fit, in the extension host', () => {
  it('runs the worker and its codecs as shipped', async () => {
    const extension = vscode.extensions.getExtension(ID);
    assert.ok(extension);
    const worker = pathToFileURL(path.join(extension.extensionPath, 'dist', 'worker.js'));
    const fitter = new Fitter({ worker, convertsHeic: () => true });
    try {
      const bytes = heic({ turn: 3 });
      const picture = pictureInMemory('IMG_1.HEIC', bytes);
      const facts = { format: 'HEIC', width: 180, height: 120, size: bytes.length } as const;
      const fittable: Fittable = { picture, ...facts };
      const fitted = await fitter.fit(fittable, {}, AbortSignal.timeout(60_000));
      assert.equal(fitted.kind, 'fitted');
      const { format, width, height } = fitted.after;
      assert.deepEqual({ format, width, height }, { format: 'JPEG', width: 120, height: 180 });
      const broken = pictureInMemory('IMG_2.HEIC', bytes.subarray(0, 2000));
      const unfit = await fitter.fit(
        { ...fittable, picture: broken },
        {},
        new AbortController().signal,
      );
      assert.equal(unfit.kind, 'broken');
    } finally {
      await fitter.dispose();
    }
  }).timeout(120_000);
});
