import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pictureAddressOf } from '../../../src/download/pictureAddress.ts';
import { pictureNameOf } from '../../../src/download/pictureName.ts';

const PUBLIC = { loopback: false };
const TRYING = { loopback: true };

function kindOf(text: string, allowed = PUBLIC): string {
  const address = pictureAddressOf(text, allowed);
  return address instanceof URL ? 'taken' : address.kind;
}

describe('the URL of a picture', () => {
  it('must be a web URL with https', () => {
    assert.equal(kindOf('https://example.com/a.jpg'), 'taken');
    assert.equal(kindOf('HTTPS://example.com:8443/a.jpg?size=1#x'), 'taken');
    assert.equal(kindOf('http://example.com/a.jpg'), 'not-https');
    assert.equal(kindOf('ftp://example.com/a.jpg'), 'not-https');
    assert.equal(kindOf('file:///etc/passwd'), 'not-a-url');
    assert.equal(kindOf('data:image/png;base64,AA'), 'not-a-url');
    assert.equal(kindOf('example.com/a.jpg'), 'not-a-url');
    assert.equal(kindOf('https://me:secret@example.com/a.jpg'), 'has-password');
  });

  it('can’t be in this network, however it is written', () => {
    const written = [
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0x7f.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      'localhost',
      'localhost.',
      'LOCALHOST..',
      'pictures.localhost',
      '192.168.0.1',
      '169.254.169.254',
      '[fe80::1]',
    ];
    for (const host of written) {
      assert.equal(kindOf(`https://${host}/a.jpg`), 'not-public', host);
    }
  });

  it('may be on this machine if the setting allows it, and on no other', () => {
    assert.equal(kindOf('http://127.0.0.1:8080/a.jpg', TRYING), 'taken');
    assert.equal(kindOf('http://localhost:8080/a.jpg', TRYING), 'taken');
    assert.equal(kindOf('http://192.168.0.1/a.jpg', TRYING), 'not-https');
    assert.equal(kindOf('https://192.168.0.1/a.jpg', TRYING), 'not-public');
  });
});

describe('the file name from a URL', () => {
  it('is the last part of the path, with the extension of its format', () => {
    const names = {
      'https://x.test/photos/chair.jpeg?w=1': 'chair.jpeg',
      'https://x.test/chair.png': 'chair.png.jpg',
      'https://x.test/%D1%84%D0%BE%D1%82%D0%BE': 'фото.jpg',
      'https://x.test/': 'photo.jpg',
      'https://x.test/a%2Fb%5Cc.jpg': 'a-b-c.jpg',
      'https://x.test/%E0%A4%A.jpg': '%E0%A4%A.jpg',
      'https://x.test/..%2F..%2Fetc': '-..-etc.jpg',
      'https://x.test/con.jpg': '_con.jpg',
      'https://x.test/NUL': '_NUL.jpg',
      'https://x.test/lpt1.tar.jpg': '_lpt1.tar.jpg',
      'https://x.test/console.jpg': 'console.jpg',
    };
    for (const [address, name] of Object.entries(names)) {
      assert.equal(pictureNameOf(new URL(address), 'JPEG'), name);
    }
  });

  it('fits file system limits, in any script', () => {
    for (const letter of ['a', 'é', '写', '😀', '. ']) {
      const url = new URL('https://x.test/');
      url.pathname = `${letter.repeat(500)}x.jpg`;
      const name = pictureNameOf(url, 'JPEG');
      assert.ok(Buffer.byteLength(name) <= 210, name);
      assert.ok(name.isWellFormed() && !name.includes('\uFFFD'), name);
      assert.match(name, /^[^. ].*\.jpg$/);
    }
  });

  it('is never a path, never empty, and has no control characters', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true }),
        fc.string({ unit: 'binary' }),
        (base, text) => {
          const url = new URL(base);
          url.pathname += `/${encodeURIComponent(text.toWellFormed())}`;
          const name = pictureNameOf(url, 'PNG');
          assert.match(name, /^[^/\\\p{Cc}]+\.png$/iu);
          assert.ok(!name.startsWith('.'));
        },
      ),
    );
  });
});
