/** What Windows takes for a device, with whatever ending: no file can be called that. */
const DEVICE = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$) *(?=\.|$)/iu;

/** A file's name that no system takes for anything else: `_con.jpg` for `con.jpg`. */
export function withoutDevice(name: string): string {
  return DEVICE.test(name) ? `_${name}` : name;
}
