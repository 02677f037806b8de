/** Windows' names of devices, with any ending: no file can have them. */
const DEVICE = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$) *(?=\.|$)/iu;

/** A file's name that no system takes for a device: `_con.jpg` for `con.jpg`. */
export function withoutDevice(name: string): string {
  return DEVICE.test(name) ? `_${name}` : name;
}
