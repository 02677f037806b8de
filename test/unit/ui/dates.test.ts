import assert from 'node:assert/strict';
import { it } from 'node:test';
import '../stubbedVscode.ts';

const { clockWords, dayWords, momentWords } = await import('../../../src/ui/words/dates.ts');

it('dates have one form, and today’s times have no date', () => {
  const at = new Date(2026, 10, 29, 9, 30);
  const plain = (text: string): string => text.replace(/\s/g, ' ');
  assert.equal(plain(dayWords(at)), 'Nov 29, 2026');
  assert.equal(plain(momentWords(at)), 'Nov 29, 2026, 9:30 AM');
  const clock = (now: Date): string => plain(clockWords(at.getTime(), now.getTime()));
  assert.equal(clock(new Date(2026, 10, 29, 23, 0)), '9:30 AM');
  assert.equal(clock(new Date(2026, 10, 30, 0, 1)), 'Nov 29, 2026, 9:30 AM');
});
