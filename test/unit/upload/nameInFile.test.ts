import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nameInFile } from '../../../src/upload/nameInFile.ts';

describe('the name in a file’s name', () => {
  for (const [file, name] of [
    ['Amelia Fischer.jpg', 'Amelia Fischer'],
    ['amelia-fischer-2024 (1).jpg', 'amelia fischer'],
    ['amelia_fischer.JPEG', 'amelia fischer'],
    ['AmeliaFischer.png', 'Amelia Fischer'],
    ['ameliaFischer2.png', 'amelia Fischer2'],
    ['Fischer, Amelia.png', 'Amelia Fischer'],
    ['portrait of Amelia Fischer.jpg', 'Amelia Fischer'],
    ['Portrait-Amelia-Fischer-final-v2.jpg', 'Amelia Fischer'],
    ['Copy of amelia fischer - edited.jpg', 'amelia fischer'],
    ['2024-05-17 Amelia Fischer 1024x768.jpg', 'Amelia Fischer'],
    ['Foto von Jürgen Groß.jpg', 'Jürgen Groß'],
    ['Maria de Souza.jpg', 'Maria de Souza'],
    ['RonaldMcDonald.jpg', 'Ronald McDonald'],
    ["Niamh O'Connor.jpg", "Niamh O'Connor"],
    ['Kite & Sons logo.png', 'Kite Sons'],
    ['佐藤.jpg', '佐藤'],
    ['mug.jpg', 'mug'],
    ['MUG-22.jpg', 'MUG-22'],
    ['SKU_10023-B.png', 'SKU_10023-B'],
    ['BOOT-14 (2).jpg', 'BOOT-14'],
    ['New York office.jpg', 'New York office'],
    ['Sam Lee.jpg', 'Sam Lee'],
    ['Pam.jpg', 'Pam'],
  ] as const) {
    it(`of ${file} is ${name}`, () => {
      assert.equal(nameInFile(file), name);
    });
  }

  for (const file of [
    'IMG_1234.jpg',
    'IMG_20240131_120305.jpg',
    'IMG-20240131-WA0007.jpg',
    'DSC00042.JPG',
    'DSCF1234.jpg',
    'PXL_20240131_120305123.jpg',
    'P1010023.JPG',
    'WhatsApp Image 2024-01-31 at 12.03.05.jpeg',
    'Screenshot 2024-01-31 at 12.03.05.png',
    'Bildschirmfoto 2024-01-31 um 12.03.05.png',
    'Pasted picture 2026-11-29 13.40.png',
    'Pasted Graphic 1.png',
    'image.png',
    'image (3).png',
    'Unbenannt.png',
    'download.jpg',
    '4876876000000624001.jpg',
    '2024-01-31.jpg',
    'd41d8cd98f00b204e9800998ecf8427e.jpg',
    '123e4567-e89b-12d3-a456-426614174000.png',
    'portrait.jpg',
    'logo-final-v2.png',
    'ab.jpg',
    '.jpg',
    '',
    'a very long sentence that nobody calls a record by.jpg',
  ]) {
    it(`of ${file} is none`, () => {
      assert.equal(nameInFile(file), undefined);
    });
  }

  it('has no separators at its ends, and takes no time, whatever the file is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 255 }), (file) => {
        const name = nameInFile(file);
        assert.ok(name === undefined || (name === name.trim() && name.length >= 2));
      }),
    );
    const started = performance.now();
    for (const unit of ['a', 'A1-', 'IMG_1', 'aA', ', ', '- _', '1.']) {
      nameInFile(`${unit.repeat(20_000)}.jpg`);
    }
    assert.ok(performance.now() - started < 2000);
  });
});
