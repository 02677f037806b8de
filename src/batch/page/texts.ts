/** Fills in a text of the extension: `{0}`, `{1}`. */
export function filled(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (whole, place: string) =>
    String(values[Number(place)] ?? whole),
  );
}
