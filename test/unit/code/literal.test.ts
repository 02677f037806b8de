import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { LANGUAGES, LANGUAGE_TRAITS } from '../../../src/code/languages.ts';
import {
  literal,
  javaScriptLiteral,
  powerShellLiteral,
  printfText,
  shellWord,
  unicodeEscape,
} from '../../../src/code/literal.ts';
import { encoded } from '../../../src/code/uploadRequest.ts';
import { safeFileName } from '../../../src/zoho/photoForm.ts';
import { HOSTILE_NAME, KEYS_IN_NAME, RECORD, request } from './hostile.ts';

/** Any text, with more special characters of languages than chance would bring. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\\',
        '\\u0022',
        '"',
        "'",
        '$',
        '${x}',
        '#{x}',
        '`',
        '\n',
        '\r',
        '\u2028',
        '\ud800',
      ),
    ),
  )
  .map((pieces) => pieces.join(''));

const SDKS = LANGUAGES.filter((name) => name.endsWith('-sdk'));

/** Between its quotes, a literal has no unescaped quote and no line break. */
function assertClosed(written: string, quote: string): void {
  const inside = written.slice(1, -1);
  assert.ok(written.startsWith(quote) && written.endsWith(quote));
  assert.doesNotMatch(
    inside.replace(/\\[^]/g, ''),
    new RegExp(`[${quote}\\\\\\n\\r\\u2028\\u2029]`),
  );
}

/** How PowerShell evaluates concatenated texts and characters; throws for anything else. */
function readPowerShell(written: string): string {
  const [, sum = written] = /^\((.*)\)$/.exec(written) ?? [];
  const term = /'((?:[^']|'')*)'|\[char]0x([0-9a-f]{4})/y;
  let text = '';
  for (let at = 0; at < sum.length; at = term.lastIndex + ' + '.length) {
    term.lastIndex = at;
    const [, quoted, number] = term.exec(sum) ?? assert.fail(`${sum} at ${at}`);
    text += quoted?.replaceAll("''", "'") ?? String.fromCharCode(Number.parseInt(number ?? '', 16));
    assert.ok(at > 0 || quoted !== undefined, 'a character comes first');
    assert.ok(['', ' + '].includes(sum.slice(term.lastIndex, term.lastIndex + 3)));
  }
  return text;
}

/** Nothing in a literal is invisible, or special in a shell, where code may be pasted by mistake. */
const UNSEEN_OR_SPECIAL = /[\p{C}\p{DI}\p{Zl}\p{Zp}"'`$!%&|<>^;]|\p{M}{5}|^\p{M}/u;

describe('a text as a literal', () => {
  it('is the same text in JavaScript, and readable', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const written = javaScriptLiteral(text);
        assertClosed(written, "'");
        assert.doesNotMatch(written.slice(1, -1), UNSEEN_OR_SPECIAL);
        const value: unknown = runInNewContext(written);
        assert.equal(value, text.toWellFormed());
      }),
    );
  });

  it('ends only at its quote in the other languages', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('', '$', '#'), fc.boolean(), (text, special, ascii) => {
        const quoting = { quote: '"', special, numbered: unicodeEscape } as const;
        const written = literal(text, ascii ? { ...quoting, ascii } : quoting);
        assertClosed(written, '"');
        assert.doesNotMatch(written.slice(1, -1), UNSEEN_OR_SPECIAL);
        for (const character of special) {
          assert.ok(!written.replace(/\\[^]/g, '').includes(character));
        }
        if (ascii) {
          assert.match(written, /^[\x20-\x7e]*$/);
        }
      }),
    );
  });

  it('is the same text in PowerShell, in ASCII, whatever quotes it has', () => {
    const quotes = fc.constantFrom(
      "'",
      '\u2018',
      '\u2019',
      '\u201a',
      '\u201b',
      '\u201c',
      '`',
      '$(x)',
    );
    const texts = fc.array(fc.oneof(anyText, quotes)).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const written = powerShellLiteral(text);
        assert.match(written, /^[\x20-\x7e]*$/);
        assert.equal(readPowerShell(written), text.toWellFormed());
      }),
    );
    assert.equal(powerShellLiteral("it's"), "('it' + [char]0x0027 + 's')");
    assert.equal(powerShellLiteral('[char]0x41'), "'[char]0x41'");
    assert.equal(powerShellLiteral('é.png'), "('' + [char]0x00e9 + '.png')");
    assert.equal(powerShellLiteral(''), "''");
  });

  it('is one word in a shell', { skip: process.platform === 'win32' && 'no sh there' }, () => {
    const texts = fc.sample(anyText, 200).map((text) => text.replaceAll('\0', ''));
    const words = texts.map((text) => shellWord(printfText(`${text}|`)));
    for (const word of words) {
      // In all shells, cmd and fish included, and for a terminal.
      assert.match(word, /^(?:'[^'"\\]*'|"\$\(printf '%b' '(?:[^'"\\]|\\0[0-7]{3})*'\)")$/u);
      const inside = word
        .replace(/^"\$\(printf '%b' /, '')
        .replace(/\)"$/, '')
        .slice(1, -1);
      assert.doesNotMatch(inside, UNSEEN_OR_SPECIAL);
    }
    const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${words.join(' ')}`], {
      encoding: 'utf8',
    });
    assert.equal(printed, texts.map((text) => `${text.toWellFormed()}|\0`).join(''));
  });
});

describe('copied code', () => {
  /** A language has exactly the template's lines; a text must not add any. */
  const lines = (text: string): number => text.split(/[\n\r\u2028\u2029]/).length;

  for (const language of LANGUAGES.filter((name) => name !== 'http')) {
    it(`has no extra line for any file or module name: ${language}`, () => {
      const { write } = LANGUAGE_TRAITS[language];
      const usual = lines(write(request({ fileName: 'a.png' })));
      fc.assert(
        fc.property(anyText, anyText, (fileName, module) => {
          const record = { module, id: '1' };
          assert.equal(lines(write(request({ fileName, record }))), usual);
        }),
      );
    });
  }

  it('has no extra line in a .http file, and no variable: another name replaces it, with a note', () => {
    const { write } = LANGUAGE_TRAITS.http;
    const usual = lines(write(request({ fileName: 'a.png' })));
    fc.assert(
      fc.property(anyText, (fileName) => {
        const text = write(request({ fileName }));
        assert.equal(lines(text), usual + (text.startsWith('# The name') ? 1 : 0));
        assert.equal(text.split('{{').length, 2);
      }),
    );
    assert.match(write(request()), /^# The name of the file .*\n[^]*\n< \.\/photo\.png\n/);
    assert.match(write(request({ fileName: 'Фото 1.png' })), /\n< \.\/Фото 1\.png\n/);
  });

  for (const language of LANGUAGES) {
    it(`contains the server and the skipped automations, but no token: ${language}`, () => {
      const { write } = LANGUAGE_TRAITS[language];
      const text = write(request({ version: 'v8', restrictTriggers: ['workflow', 'approval'] }));
      assert.ok(text.includes('https://www.zohoapis.eu'));
      assert.match(text, language === 'deluge' ? /connection: "/ : /ZOHO_ACCESS_TOKEN/);
      if (language === 'nodejs-sdk') {
        assert.match(text, /uploads with v2, not v8[^]*cannot restrict triggers/);
      } else if (language.endsWith('-sdk')) {
        assert.match(text, /restrict_?triggers\W+(?:"workflow,approval"|'workflow,approval')/i);
        assert.doesNotMatch(text, /This SDK/);
      } else {
        assert.match(
          text,
          /\/crm\/v8\/Contacts\/4876876000000624001\/photo\?restrict_triggers=workflow,approval/,
        );
      }
      const early = write(request({ version: 'v2', restrictTriggers: ['approval'] }));
      assert.doesNotMatch(early, /restrict/);
    });
  }

  for (const language of SDKS) {
    it(`uses the SDK, and says which version: ${language}`, () => {
      const text = LANGUAGE_TRAITS[language].write(request({ version: 'v5', fileName: 'a.png' }));
      const [quoted] = /'4876876000000624001'|"4876876000000624001"/.exec(text) ?? ['no ID'];
      for (const part of ['Contacts', 'https://accounts.zoho.eu/oauth/v2/']) {
        assert.ok(text.includes(quoted.charAt(0) + part), `${part} in ${text}`);
      }
      assert.match(text, /upload_?photo\(/i);
      assert.match(text, language === 'nodejs-sdk' ? /with v2, not v5/ : /with v8, not v5/);
      assert.ok(language === 'browser-sdk' || text.includes('./a.png'));
      assert.doesNotMatch(text, /Deals/);
      const deals = request({ version: 'v5', record: { ...RECORD, module: 'Deals' } });
      assert.match(
        LANGUAGE_TRAITS[language].write(deals),
        /^(?:#|\/\/) .* refuses photos of Deals\.$/m,
      );
    });
  }

  it('makes the same calls in Deluge as Zoho’s page, in the same order', () => {
    const text = LANGUAGE_TRAITS.deluge.write(request());
    const calls =
      /^photo = invokeurl\s\[\s+url: "[^"\\]+"\s+type: GET\s\];\sphoto\.setParamName\("file"\);\sresponse = invokeurl\s\[\s+url: "[^"\\]+"\s+type: POST\s+files: photo\s+connection: "crm_oauth_connection"\s\];/m;
    assert.match(text, calls);
    assert.ok(text.includes(encoded(HOSTILE_NAME)));
  });

  it('names the part like the upload does', () => {
    const text = LANGUAGE_TRAITS.nodejs.write(request({ fileName: 'a"b.png' }));
    assert.ok(text.includes(javaScriptLiteral(safeFileName('a"b.png'))));
  });

  for (const language of LANGUAGES) {
    it(`has nothing of names that isn’t seen or that a terminal takes for keys: ${language}`, () => {
      const { write } = LANGUAGE_TRAITS[language];
      const hosts = { ...request().servers, api: 'https://a"$(x)\u0027b.example' };
      fc.assert(
        fc.property(fc.oneof(anyText, fc.constant(KEYS_IN_NAME)), anyText, (fileName, module) => {
          const record = { module, id: '1' };
          const text = write(request({ fileName, record, servers: hosts }));
          assert.doesNotMatch(text, /(?![\n\t])\p{Cc}|[\p{Cf}\p{Cs}\p{DI}\p{Zl}\p{Zp}]|\p{M}{6}/u);
          assert.ok(!text.includes('a"$(x)'));
        }),
      );
    });
  }
});
