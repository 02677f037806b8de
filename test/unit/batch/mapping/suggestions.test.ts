import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PictureNames } from '../../../../src/batch/mapping/pictureNames.ts';
import type { FieldChoice } from '../../../../src/batch/mapping/question.ts';
import type { MappingSuggestion } from '../../../../src/batch/mapping/suggestions.ts';
import {
  likelyKeys,
  nameSuggestions,
  severalOf,
} from '../../../../src/batch/mapping/suggestions.ts';
import { usualSeveral } from '../../../../src/batch/mapping/usualSeveral.ts';
import type { Candidate } from '../../../../src/batch/match/match.ts';

function field(apiName: string, more: Partial<FieldChoice> = {}): FieldChoice {
  const label = apiName.replaceAll('_', ' ');
  return { apiName, label, type: 'text', isUnique: false, bar: undefined, ...more };
}

function candidates(...paths: readonly string[]): Candidate[] {
  return paths.map((path, n) => ({ n, path, size: 1000 }));
}

const PRODUCT = [
  field('EAN', { type: 'number', isUnique: true }),
  field('Product_Code'),
  field('Product_Name'),
  field('Color'),
  field('Support_Email', { isUnique: true }),
  field('Old_SKU', { bar: 'Encrypted' }),
];
function told(paths: readonly string[], fields = PRODUCT): string[] {
  const names = new PictureNames(candidates(...paths));
  return nameSuggestions(names, likelyKeys('Products', { fields, lacking: undefined })).map(
    ({ rule }) =>
      rule.kind === 'name' && rule.by.kind === 'field'
        ? `${rule.name.pattern} ${rule.by.field}`
        : '',
  );
}

describe('suggestions how names match', () => {
  it('are made of likely fields, and only of those that can have such values', () => {
    assert.deepEqual(told(['LAMP.jpg', 'MUG.jpg']), ['{key} Product_Code', '{key} Product_Name']);
    assert.ok(told(['4006381333931.jpg']).includes('{key} EAN'));
    assert.ok(told(['desk@example.com.jpg']).includes('{key} Support_Email'));
    const phones = [field('Phone', { type: 'phone', isUnique: true })];
    assert.deepEqual(told(['LAMP-01.jpg'], phones), []);
    assert.deepEqual(told(['+43 1 555 0100.jpg'], phones)[0], '{key} Phone');
  });

  it('try the likeliest part of the name first, and are never many', () => {
    const folders = told(['LAMP-01/front.jpg', 'LAMP-01/back.jpg', 'MUG-22/front.jpg']);
    assert.equal(folders[0], '{key}/* Product_Code');
    const parts = told(['LAMP_front.jpg', 'MUG_front.jpg']);
    assert.deepEqual(parts.slice(0, 2), ['{key} Product_Code', '{key} Product_Name']);
    assert.ok(parts.includes('{key}_* Product_Code'));
    const many = Array.from({ length: 40 }, (_, n) => field(`Code_${n}`, { isUnique: true }));
    assert.ok(told(['A_1-b c.jpg'], many).length <= 8);
  });

  it('take the main picture of several, if each record has one, else the first by name', () => {
    const shared = (...groups: readonly (readonly string[])[]): ReturnType<typeof usualSeveral> =>
      usualSeveral(groups.map((names) => ({ value: 'X', names })));
    assert.deepEqual(shared(), { kind: 'none' });
    assert.deepEqual(shared(['X_Front.jpg', 'X_back.jpg'], ['Y-front.png', 'Y-side.png']), {
      kind: 'ends-in',
      ending: 'front',
    });
    assert.deepEqual(shared(['X_1.jpg', 'X_2.jpg', 'X_3.jpg']), { kind: 'ends-in', ending: '1' });
    assert.deepEqual(shared(['X_front.jpg', 'X_2.jpg'], ['Y_b.jpg', 'Y_c.jpg']), {
      kind: 'first',
    });
    const suggestion: MappingSuggestion = {
      kind: 'name',
      rule: {
        kind: 'name',
        name: { pattern: '{key}/*', replace: [] },
        by: { kind: 'field', field: 'Product_Code', type: 'text', ignoreCase: true },
      },
      meaning: { kind: 'key', pattern: '{key}/*' },
      label: 'Product Code',
    };
    assert.deepEqual(severalOf(suggestion, candidates('A/main.jpg', 'A/other.jpg', 'B/x.jpg')), {
      kind: 'ends-in',
      ending: 'main',
    });
  });
});
