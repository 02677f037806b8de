/** What is used of the package, which has no types. */
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
    /** @throws what is wrong with the XML, as no listener is there for that */
    parse(xml: string): unknown;
  }
}
