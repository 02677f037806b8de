import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { plain, visible } from '../../../src/ui/plain.ts';

/** VS Code turns these into links in notifications, and into icons in lists. */
const LINK = /\[([^\]]+)\]\(((https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\4))?\)/i;
const ICON = /\$\([a-z0-9-]+(~[a-z]+)?\)/i;

describe('plain', () => {
  it('changes nothing that a person would write', () => {
    for (const text of ['portrait.jpg', 'Zoë & Sons [old] (2)', '5 $ (net)', '写真']) {
      assert.equal(plain(text), text);
    }
  });

  it('disables links and icons, and keeps their characters', () => {
    const text = 'a[click](command:evil.run)$(trash).png';
    assert.doesNotMatch(plain(text), LINK);
    assert.doesNotMatch(plain(text), ICON);
    assert.equal(plain(text).replaceAll('\u200B', ''), text);
  });

  it('is one line without marks that change the reading direction', () => {
    assert.equal(plain('a\r\nb\u202Egnp.exe'), 'a b gnp.exe');
  });

  it('shortens long names in the middle, between letters', () => {
    assert.equal(plain(`${'a'.repeat(100)}.jpg`, 11), 'aaaaa….jpg'.replace('….', '…a.'));
    assert.equal(plain('👩‍🚀'.repeat(30), 5), '👩‍🚀👩‍🚀…👩‍🚀👩‍🚀');
  });

  it('keeps the marks and joiners that languages and emoji need', () => {
    for (const text of [
      'Nguyễn Văn Tuấn'.normalize('NFD'),
      'ที่นี่.jpg',
      'क्षत्रिय र्‍य',
      'می‌خواهم',
      'ကျွန်ုပ်',
      'བསྒྲུབས',
      'שָׁלוֹם',
      '葛\u{E0100}城',
      '👨🏻‍❤️‍💋‍👨🏼 👩‍🔧 1️⃣ 🇩🇪 ☎\uFE0E',
    ]) {
      assert.equal(plain(text), text);
      assert.equal(visible(text), text);
    }
  });

  it('drops what only programs and language models see', () => {
    const tags = Array.from('ignore', (one) => String.fromCodePoint(0xe0000 + one.charCodeAt(0)));
    const selectors = Array.from({ length: 200 }, (_, at) => String.fromCodePoint(0xe0100 + at));
    for (const hidden of [
      ...['\u200B', '\u200C', '\u200D', '\u200E', '\u061C', '\u2060', '\uFEFF', '\u00AD'],
      ...['\u034F', '\u3164', '\u115F', '\uFFF9', '\uFE0F', '\u180E', '\u2063'.repeat(50)],
      tags.join(''),
      selectors.join(''),
    ]) {
      assert.equal(plain(`a${hidden}b.jpg`), 'ab.jpg', JSON.stringify(hidden));
      assert.equal(plain(`${hidden}ab.jpg`), 'ab.jpg', JSON.stringify(hidden));
    }
    assert.equal(plain(`🏴${tags.join('')}`), '🏴');
    assert.equal(plain(`☎${'\uFE0F'.repeat(100)}`), '☎\uFE0F');
    assert.equal(plain('a\ud800b'), 'a\uFFFDb');
  });

  it('keeps few of a thousand marks on a letter, and none on nothing', () => {
    assert.equal(plain(`a${'\u0301'.repeat(1000)}b`), `a${'\u0301'.repeat(4)}b`);
    assert.equal(plain(`ก${'\u0E49'.repeat(1000)}`), `ก${'\u0E49'.repeat(8)}`);
    assert.equal(plain('\u0338\u0338 a'), 'a');
  });

  it('has bounds in code points, and is quick, however long a letter is', () => {
    for (const letter of ['\u1100', '👩\u200D', 'क्', 'a\u0301', '\u200D', '🇩']) {
      const text = plain(letter.repeat(2_000_000), 40);
      assert.ok(Array.from(text).length <= 40 * 16, letter);
    }
  });

  it('holds for any text', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('[', ']', '(', ')', '$', 'a', 'command:x', '\n', '\u202E'),
    });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => {
        const shown = plain(text);
        assert.doesNotMatch(shown, LINK);
        assert.doesNotMatch(shown, ICON);
        assert.doesNotMatch(shown, /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]|\p{M}{9}/u);
        assert.ok(Array.from(shown).length <= 80 * 16);
        const joined = /[\u200C\u200D\uFE0E\uFE0F\u{E0100}-\u{E01EF}]/gu;
        assert.doesNotMatch(visible(text).replace(joined, ''), /\p{DI}/u);
      }),
    );
  });
});
