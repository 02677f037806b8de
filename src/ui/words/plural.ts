import { language } from './language.ts';

/** One sentence per plural category of a language; `other` is the default. */
type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/**
 * The sentence for a number. Each one is whole, so that it can be translated:
 * `plural(n, { one: l10n.t('1 picture skipped.'), other: l10n.t('{0} pictures skipped.', grouped(n)) })`.
 */
export function plural(number: number, forms: PluralForms): string {
  return forms[rules().select(number)] ?? forms.other;
}

let known: Intl.PluralRules | undefined;

function rules(): Intl.PluralRules {
  return (known ??= new Intl.PluralRules(language()));
}
