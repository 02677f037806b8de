import { Parser } from 'saxen';

/** Attributes by name, without namespace prefixes. */
export type Attributes = Readonly<Record<string, string | undefined>>;

interface XmlReader {
  /** @param attributes parsed only when called */
  readonly open?: (name: string, attributes: () => Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/**
 * Reads XML without namespace prefixes, since programs choose them freely.
 *
 * @throws errors for invalid XML, and those of the reader
 */
export function readXml(bytes: Uint8Array, reader: XmlReader): void {
  const parser = new Parser();
  parser.on('openTag', (name, attributes, decode) => {
    reader.open?.(local(name), () => plainAttributes(attributes(), decode));
  });
  parser.on('text', (text, decode) => {
    reader.text?.(text.includes('&') ? decode(text) : text);
  });
  parser.on('cdata', (text) => {
    reader.text?.(text);
  });
  parser.on('closeTag', (name) => {
    reader.close?.(local(name));
  });
  const [first, second] = bytes;
  const isUtf16 = first === 0xff && second === 0xfe;
  // In chunks, the parser would read an unclosed tag again with each one.
  parser.parse(new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes));
}

function local(name: string): string {
  const at = name.indexOf(':');
  return at < 0 ? name : name.slice(at + 1);
}

function plainAttributes(
  attributes: Readonly<Record<string, string>>,
  decode: (text: string) => string,
): Attributes {
  const plain: Record<string, string> = {};
  for (const name in attributes) {
    const value = attributes[name] ?? '';
    plain[local(name)] = value.includes('&') ? decode(value) : value;
  }
  return plain;
}
