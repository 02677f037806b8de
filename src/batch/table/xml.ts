import { Parser } from 'saxen';

/** Attributes by their names, without the prefixes of namespaces. */
export type Attributes = Readonly<Record<string, string | undefined>>;

export interface XmlReader {
  /** @param attributes read only where they are asked for */
  readonly open?: (name: string, attributes: () => Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/**
 * Reads XML, names without the prefixes of namespaces: programs choose them as they
 * like.
 *
 * @throws what is wrong with it, and what the reader throws
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
  // Piece by piece, a tag without an end would be read again with each piece.
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
