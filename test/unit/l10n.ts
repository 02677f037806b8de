type Value = string | number | boolean;

/** VS Code's `l10n`, without translations: arguments replace `{0}` and `{name}`. */
export const l10n = {
  t: (text: string, ...given: (Value | Record<string, Value>)[]): string => {
    const values = new Map(
      given.flatMap((one, place) =>
        typeof one === 'object' ? Object.entries(one) : [[String(place), one] as const],
      ),
    );
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values.get(name) ?? whole));
  },
};
