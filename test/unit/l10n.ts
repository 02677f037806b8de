/** VS Code's `l10n`, without translations: `{0}` and `{name}` stand for what is handed on. */
export const l10n = {
  t: (text: string, ...given: (string | number | boolean | Record<string, unknown>)[]): string => {
    const [first] = given;
    const values: Record<string, unknown> = typeof first === 'object' ? first : { ...given };
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  },
};
