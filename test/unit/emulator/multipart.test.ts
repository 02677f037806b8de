import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { boundaryOf, MultipartError, parseMultipart } from '../../emulator/multipart.ts';

const TYPE = 'multipart/form-data; boundary=XX';
const DISPOSITION = 'Content-Disposition: form-data; name="file"; filename="a.png"';

function body(...lines: string[]): Buffer {
  return Buffer.from(lines.join('\r\n'));
}

function refused(bytes: Buffer, type = TYPE): void {
  assert.throws(() => parseMultipart(type, bytes), MultipartError);
}

describe('parseMultipart', () => {
  it('reads name, file name, content type and bytes of a part', () => {
    const [part, ...rest] = parseMultipart(
      TYPE,
      body('--XX', DISPOSITION, 'Content-Type: image/png', '', 'bytes', '--XX--', ''),
    );
    assert.deepEqual(rest, []);
    assert.deepEqual(part, {
      name: 'file',
      fileName: 'a.png',
      contentType: 'image/png',
      body: Buffer.from('bytes'),
    });
  });

  it('reads several parts, and parts without file name or content type', () => {
    const parts = parseMultipart(
      TYPE,
      body(
        '--XX',
        'Content-Disposition: form-data; name="code"',
        '',
        '1000.a',
        '--XX',
        DISPOSITION,
        '',
        '',
        '--XX--',
      ),
    );
    assert.deepEqual(
      parts.map(({ name, fileName, body: bytes }) => [name, fileName, bytes.toString()]),
      [
        ['code', undefined, '1000.a'],
        ['file', 'a.png', ''],
      ],
    );
  });

  it('keeps a file name unchanged, with backslashes, percent signs and accents', () => {
    const named = (fileName: string): string | undefined =>
      parseMultipart(
        TYPE,
        body('--XX', DISPOSITION.replace('a.png', fileName), '', 'x', '--XX--'),
      )[0]?.fileName;
    for (const name of ['a b.png', 'C:\\b.png', 'фото é.png', '%22.png', "'; x=1.png", '\ufeffa']) {
      assert.equal(named(name), name);
    }
  });

  it('ignores part headers without a meaning', () => {
    const lines = ['--XX', DISPOSITION, 'X-Other: 1', 'Content-Transfer-Encoding: binary'];
    assert.equal(parseMultipart(TYPE, body(...lines, '', 'x', '--XX--')).length, 1);
  });

  const malformed: Record<string, Buffer> = {
    'an empty body': Buffer.alloc(0),
    'no part': body('--XX--', ''),
    'text before the first boundary': body('hello', '--XX', DISPOSITION, '', 'x', '--XX--'),
    'text after the final boundary': body('--XX', DISPOSITION, '', 'x', '--XX--', 'y'),
    'no final boundary': body('--XX', DISPOSITION, '', 'x'),
    'a final boundary without its dashes': body('--XX', DISPOSITION, '', 'x', '--XX', ''),
    'another boundary': body('--YY', DISPOSITION, '', 'x', '--YY--'),
    'a boundary that goes on': body('--XX', DISPOSITION, '', 'x', '--XXX--'),
    'no empty line behind the headers': body('--XX', DISPOSITION, '--XX--'),
    'no headers': body('--XX', '', 'x', '--XX--'),
    'bare line feeds': Buffer.from(`--XX\n${DISPOSITION}\n\nx\n--XX--`),
    'a bare line feed in a header': body('--XX', `${DISPOSITION}\nX: y`, '', 'x', '--XX--'),
    'a bare carriage return in a file name': body(
      '--XX',
      DISPOSITION.replace('a.png', 'a\r.png'),
      '',
      'x',
      '--XX--',
    ),
    'a line end in a file name': body(
      '--XX',
      DISPOSITION.replace('a.png', 'a\r\n.png'),
      '',
      'x',
      '--XX--',
    ),
    'a zero byte in a file name': body(
      '--XX',
      DISPOSITION.replace('a.png', 'a\0.png'),
      '',
      'x',
      '--XX--',
    ),
    'a quote in a file name': body(
      '--XX',
      DISPOSITION.replace('a.png', 'a".png'),
      '',
      'x',
      '--XX--',
    ),
    'an escaped quote in a file name': body(
      '--XX',
      DISPOSITION.replace('a.png', 'a\\".png'),
      '',
      'x',
      '--XX--',
    ),
    'a file name without its end': body('--XX', DISPOSITION.slice(0, -1), '', 'x', '--XX--'),
    'a file name that is not UTF-8': Buffer.concat([
      Buffer.from('--XX\r\nContent-Disposition: form-data; name="file"; filename="'),
      Buffer.from([0xe9]),
      body('"', '', 'x', '--XX--'),
    ]),
    'a second file name': body('--XX', `${DISPOSITION}; filename="b"`, '', 'x', '--XX--'),
    'an encoded file name': body('--XX', `${DISPOSITION}; filename*=UTF-8''b`, '', 'x', '--XX--'),
    'another parameter': body('--XX', `${DISPOSITION}; size="1"`, '', 'x', '--XX--'),
    'no name': body('--XX', 'Content-Disposition: form-data; filename="a"', '', 'x', '--XX--'),
    'no disposition': body('--XX', 'Content-Type: image/png', '', 'x', '--XX--'),
    'two dispositions': body('--XX', DISPOSITION, DISPOSITION, '', 'x', '--XX--'),
    'another disposition': body(
      '--XX',
      DISPOSITION.replace('form-data', 'attachment'),
      '',
      'x',
      '--XX--',
    ),
    'something that is no header': body('--XX', DISPOSITION, 'hello', '', 'x', '--XX--'),
    'a content type that is none': body(
      '--XX',
      DISPOSITION,
      'Content-Type: png',
      '',
      'x',
      '--XX--',
    ),
    'an encoded part': body(
      '--XX',
      DISPOSITION,
      'Content-Transfer-Encoding: base64',
      '',
      'eA==',
      '--XX--',
    ),
  };
  for (const [what, bytes] of Object.entries(malformed)) {
    it(`rejects ${what}`, () => {
      refused(bytes);
    });
  }

  it('returns any bytes under any name, however often', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 0, maxLength: 40 })
      .filter((text) => !/["\p{Cc}]/u.test(text) && text.isWellFormed());
    const part = fc.record({ name, fileName: name, bytes: fc.uint8Array({ maxLength: 300 }) });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const boundary = 'never-in-random-bytes-0123456789';
        const bytes = Buffer.concat([
          ...parts.map((each) =>
            Buffer.concat([
              Buffer.from(
                `--${boundary}\r\nContent-Disposition: form-data; name="${each.name}"; ` +
                  `filename="${each.fileName}"\r\n\r\n`,
              ),
              each.bytes,
              Buffer.from('\r\n'),
            ]),
          ),
          Buffer.from(`--${boundary}--\r\n`),
        ]);
        const read = parseMultipart(`multipart/form-data; boundary=${boundary}`, bytes);
        assert.deepEqual(
          read.map((each) => [each.name, each.fileName, [...each.body]]),
          parts.map((each) => [each.name, each.fileName, [...each.bytes]]),
        );
      }),
    );
  });

  it('rejects every truncated body, and never throws anything else', () => {
    const whole = body('--XX', DISPOSITION, 'Content-Type: image/png', '', 'bytes', '--XX--');
    for (let length = 0; length < whole.length; length += 1) {
      refused(whole.subarray(0, length));
    }
    const changed = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(changed, { maxLength: 4 }), (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) {
          bytes[at] = value;
        }
        try {
          parseMultipart(TYPE, bytes);
        } catch (error) {
          assert.ok(error instanceof MultipartError);
        }
      }),
    );
  });
});

describe('boundaryOf', () => {
  it('accepts it bare and quoted', () => {
    assert.equal(boundaryOf('multipart/form-data; boundary=a-b'), 'a-b');
    assert.equal(boundaryOf('Multipart/Form-Data;boundary="a b"'), 'a b');
  });

  for (const type of [
    '',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary="a',
    'multipart/form-data; boundary=a b',
    'multipart/form-data; boundary="a "',
    `multipart/form-data; boundary=${'a'.repeat(71)}`,
    'multipart/form-data; boundary=ä',
    'multipart/form-data, multipart/form-data; boundary=a',
    'multipart/mixed; boundary=a',
  ]) {
    it(`rejects ${type === '' ? 'nothing' : type}`, () => {
      assert.throws(() => boundaryOf(type), MultipartError);
    });
  }
});
