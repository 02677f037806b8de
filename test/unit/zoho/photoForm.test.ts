import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { photoForm, safeFileName } from '../../../src/zoho/photoForm.ts';

async function written(
  name: string,
  bytes: Uint8Array,
): Promise<{ body: Buffer; sent: number[]; length: number; type: string }> {
  const form = photoForm({ name, contentType: 'image/png', bytes });
  const sent: number[] = [];
  const chunks: Buffer[] = [];
  const stream = form.open((count) => sent.push(count));
  await new Promise((resolve, reject) => {
    stream.on('data', (chunk: Buffer | string) => chunks.push(Buffer.from(chunk)));
    stream.on('end', resolve);
    stream.on('error', reject);
    stream.resume();
  });
  const type = form.headers['content-type'] ?? '';
  return { body: Buffer.concat(chunks), sent, length: form.length, type };
}

describe('photoForm', () => {
  it('writes the one part `file` and announces its exact length', async () => {
    const bytes = Buffer.from('picture');
    const { body, length, type } = await written('portrait.png', bytes);
    const boundary = type.replace('multipart/form-data; boundary=', '');
    assert.equal(
      body.toString(),
      `--${boundary}\r\n` +
        'Content-Disposition: form-data; name="file"; filename="portrait.png"\r\n' +
        'Content-Type: image/png\r\n\r\n' +
        `picture\r\n--${boundary}--\r\n`,
    );
    assert.equal(length, body.length);
  });

  it('can be opened again with the same boundary for a retry', async () => {
    const form = photoForm({ name: 'a.png', contentType: 'image/png', bytes: Buffer.from('x') });
    const texts = await Promise.all(
      [1, 2].map(async () => {
        let text = '';
        const stream = form.open(() => undefined);
        stream.on('data', (chunk: Buffer | string) => (text += chunk.toString()));
        await new Promise((resolve) => stream.on('end', resolve).resume());
        return text;
      }),
    );
    assert.equal(texts[0], texts[1]);
    assert.notEqual(texts[0], '');
  });

  it('reports the progress in steps, never the whole body', async () => {
    const { sent, length } = await written('a.png', new Uint8Array(2_000_000));
    assert.deepEqual(sent, [524288, 1048576, 1572864, 2_000_000]);
    assert.ok(length > 2_000_000);
  });

  it('announces the exact length for any name and any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.uint8Array({ minLength: 1, maxLength: 2000 }),
        async (name, bytes) => {
          const { body, length } = await written(name, bytes);
          assert.equal(body.length, length);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('safeFileName', () => {
  it('keeps other scripts, spaces and emoji', () => {
    for (const name of ['фото.png', '写真 1.jpg', 'été.gif', '👩‍🚀.bmp', "it's (1) [x](y).png"]) {
      assert.equal(safeFileName(name), name);
    }
  });

  it('encodes what would end the quotes or the line', () => {
    assert.equal(safeFileName('a"b.png'), 'a%22b.png');
    assert.equal(safeFileName('a\r\nX-Evil: 1.png'), 'a%0D%0AX-Evil: 1.png');
    assert.equal(safeFileName('a\u0000\u0085.png'), 'a%00%C2%85.png');
  });

  it('keeps the last part of a path, and is never empty', () => {
    assert.equal(safeFileName('../../etc/photo.png'), 'photo.png');
    assert.equal(safeFileName('C:\\photos\\a.png'), 'a.png');
    assert.equal(safeFileName(''), 'photo');
  });

  it('shortens to 255 bytes and keeps the extension', () => {
    const name = safeFileName(`${'ü'.repeat(255)}.jpeg`);
    assert.equal(Buffer.byteLength(name), 255);
    assert.ok(name.endsWith('ü.jpeg'));
  });

  it('is valid and within bounds for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (given) => {
        const name = safeFileName(given);
        assert.ok(name.isWellFormed());
        assert.ok(Buffer.byteLength(name) <= 255);
        assert.doesNotMatch(name, /["\p{Cc}/\\]/u);
        assert.doesNotMatch(name, /%([0-9A-F])?$/, 'no escape is cut in two');
      }),
    );
  });
});
