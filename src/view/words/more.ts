import { l10n } from 'vscode';
import { grouped } from '../../ui/words/numbers.ts';

/** `12 More…`: leads to all of them. */
export function more(count: number): string {
  return l10n.t('{0} More…', grouped(count));
}
