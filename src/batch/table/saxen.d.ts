/** The used part of the package, which has no types. */
declare module 'saxen' {
  export class Parser {
    on(
      event: 'openTag',
      listener: (
        name: string,
        attributes: () => Readonly<Record<string, string>>,
        decode: (text: string) => string,
        isEmpty: boolean,
      ) => void,
    ): this;
    on(event: 'text', listener: (text: string, decode: (text: string) => string) => void): this;
    on(event: 'cdata', listener: (text: string) => void): this;
    on(event: 'closeTag', listener: (name: string) => void): this;
    /** @throws an error for invalid XML, since there is no listener for it */
    parse(xml: string): unknown;
  }
}
