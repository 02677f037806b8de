import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isAsLongAsSeen, looksLikeRecordId, readRecordId } from '../../../src/zoho/recordId.ts';

const ID = '5540000000123456';

describe('a record ID', () => {
  it('is read as text, in every length that Zoho shows', () => {
    for (const id of [
      '3000000038009',
      '34770617711001',
      '352403305495065',
      ID,
      '554023000003701012',
      '4876876000000624001',
    ]) {
      assert.deepEqual(readRecordId(id), { kind: 'id', id, isNamed: false }, id);
      assert.ok(isAsLongAsSeen(id), id);
    }
  });

  it('is read as Zoho exports it, in any case, and is certain then', () => {
    for (const text of [
      `zcrm_${ID}`,
      `ZCRM_${ID}`,
      `Zcrm_${ID}`,
      `zcrm-${ID}`,
      `zcrm ${ID}`,
      `zcrm${ID}`,
      `zcrm_ ${ID}`,
      `zcrm_zcrm_${ID}`,
      `"zcrm_${ID}"`,
      `ｚｃｒｍ＿${ID}`,
      `zcrm:${ID}`,
      `zcrm=${ID}`,
      `zcrm__${ID}`,
      `zcrm–${ID}`,
      `zcrm\u2011${ID}`,
      `zcrm\\_${ID}`,
      `*zcrm_${ID}*`,
      `Lead ID: zcrm_${ID}`,
    ]) {
      assert.deepEqual(readRecordId(text), { kind: 'id', id: ID, isNamed: true }, text);
    }
    assert.deepEqual(readRecordId('zcrm_3000000038009'), {
      kind: 'id',
      id: '3000000038009',
      isNamed: true,
    });
  });

  it('is read with surrounding text', () => {
    for (const text of [
      `  ${ID}\t`,
      `\u00A0${ID}\u202F`,
      `\u200B${ID}\uFEFF`,
      `${ID.slice(0, 5)}\u200B${ID.slice(5)}`,
      `\u202A${ID}\u202C`,
      `'${ID}`,
      `"${ID}"`,
      `“${ID}”`,
      `„${ID}“`,
      `«\u00A0${ID}\u00A0»`,
      `\`${ID}\``,
      `="${ID}"`,
      `<${ID}>`,
      `(${ID}).`,
      `${ID},`,
      `${ID};`,
      `${ID}\n`,
      `ID: ${ID}`,
      `Record ID: ${ID}`,
      `Record ID ${ID}`,
      `Lead Id ${ID}`,
      `#${ID}`,
      `"id": "${ID}",`,
      `{"id":"${ID}"}`,
      `データID：${ID}`,
      `データID: ${ID}。`,
      `Datensatz-ID: ${ID}`,
      `ID de registro: ${ID}`,
      '５５４０００００００１２３４５６',
      `${ID}.0`,
      '5,540,000,000,123,456',
      '5.540.000.000.123.456',
      '5 540 000 000 123 456',
      '5\u202F540\u202F000\u202F000\u202F123\u202F456',
      '5’540’000’000’123’456',
    ]) {
      const read = readRecordId(text);
      assert.equal(read.kind === 'id' ? read.id : read.problem, ID, JSON.stringify(text));
    }
  });

  it('is rejected, with the reason', () => {
    for (const [text, problem] of [
      ['', 'empty'],
      [' \u200B"" ', 'empty'],
      ['48768760000006240O1', 'not-digits'],
      ['-4876876000000624001', 'not-digits'],
      ['٤٨٧٦٨٧٦٠٠٠٠٠٠٦٢٤٠٠١', 'not-digits'],
      ['5540000000123456...', 'not-digits'],
      ['5540000000…', 'not-digits'],
      [`${ID} and 5540000000123457`, 'not-digits'],
      ['zcrm_x', 'not-digits'],
      ['ID', 'not-digits'],
      ['ID: -4876876000000624001', 'not-digits'],
      ['Paid: 4876876000000624001', 'not-digits'],
      ['ID 554', 'too-short'],
      ['Lead ID: 5.54E+18', 'rounded'],
      ['123', 'too-short'],
      ['zcrm_', 'too-short'],
      ['zcrm_5540', 'too-short'],
      ['48768760000006240011', 'too-long'],
      ['zcrm_48768760000006240011', 'too-long'],
      ['4.87688E+18', 'rounded'],
      ['zcrm_4,87688E+18', 'rounded'],
      ['5.54e12', 'rounded'],
      ['4876876000000624001.0', 'rounded'],
      // Product codes, not IDs.
      ['1E5', 'not-digits'],
      ['1E22', 'not-digits'],
    ] as const) {
      const read = readRecordId(text);
      assert.deepEqual(read.kind === 'none' ? read.problem : read, problem, text);
    }
  });

  it('never throws, and never has digits that are not in the text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[zcrm_ \d.,'"E+-]{0,40}$/),
      fc
        .tuple(fc.string(), fc.stringMatching(/^\d{5,22}$/), fc.string())
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        looksLikeRecordId(text);
        const read = readRecordId(text);
        if (read.kind === 'id') {
          assert.match(read.id, /^\d{10,19}$/);
          assert.ok(text.normalize('NFKC').replace(/\D/g, '').startsWith(read.id));
        }
      }),
    );
  });

  it('is fast with long cells', () => {
    const started = performance.now();
    for (const text of [
      `${' '.repeat(500_000)}x`,
      `x${'"'.repeat(500_000)}x`,
      'zcrm_'.repeat(100_000),
      'zcrm _'.repeat(100_000),
      'id '.repeat(100_000),
      '5 '.repeat(100_000),
    ]) {
      readRecordId(text);
    }
    assert.ok(performance.now() - started < 2_000);
  });
});

describe('what can only be a record ID', () => {
  it('is distinguished from words, phone numbers and codes', () => {
    for (const text of [
      ID,
      'zcrm_1',
      'zcrm_',
      '12345',
      '48768760000006240011',
      '4.87688E+18',
      '48768760000006240O1',
      `Amelia Fischer zcrm_${ID}`,
      `Leads ${ID}`,
      `Amelia Fischer (${ID})`,
      `${ID}, 5540000000123457`,
      `${ID}.jpg`,
      `crm_${ID}`,
      '5540 0000 0012 3456',
      '55400000-00123456',
    ]) {
      assert.equal(looksLikeRecordId(text), true, text);
    }
    for (const text of [
      '',
      '1234',
      '555 0100',
      '+49 30 123456',
      '(555) 0100',
      'fischer',
      'LAMP-01',
      '1E5',
      'Zcrm Solutions',
      'a@b.example',
      '2024-05-01',
      'ID 12',
      'Idaho 12345',
      '(+49) 30 1234 5678 90',
    ]) {
      assert.equal(looksLikeRecordId(text), false, text);
    }
  });
});
