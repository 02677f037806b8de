import assert from 'node:assert/strict';
import { it } from 'node:test';
import '../stubbedVscode.ts';

const { photoFileName } = await import('../../../src/ui/savePhoto.ts');

it('names a file after its record, in a way that every system accepts', () => {
  const names = {
    'Amelia Fischer': 'Amelia Fischer',
    'A/B:C?': 'A B C',
    '..': 'photo',
    '': 'photo',
    ' .x. ': 'x',
    CON: '_CON',
    'Aux.': '_Aux',
    'nul.2': '_nul.2',
    COM1: '_COM1',
    'LPT¹': '_LPT¹',
    'CON .x': '_CON .x',
    'Con/': '_Con',
    Connor: 'Connor',
    'Com 1': 'Com 1',
  };
  for (const [name, file] of Object.entries(names)) {
    assert.equal(photoFileName(name), file, name);
  }
});
