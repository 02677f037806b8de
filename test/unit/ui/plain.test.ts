import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { plain } from '../../../src/ui/plain.ts';

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

  it('holds for any text', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('[', ']', '(', ')', '$', 'a', 'command:x', '\n', '\u202E'),
    });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => {
        const shown = plain(text);
        assert.doesNotMatch(shown, LINK);
        assert.doesNotMatch(shown, ICON);
        assert.doesNotMatch(shown, /[\p{Cc}\u202A-\u202E]/u);
      }),
    );
  });
});
