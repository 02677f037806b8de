import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that gives the same answer to every request. */
export interface AnsweringServer {
  readonly origin: string;
  answer(status: number, body: unknown, contentType?: string): void;
  close(): Promise<void>;
}

export async function startAnsweringServer(): Promise<AnsweringServer> {
  let given = { status: 204, text: '', contentType: '' };
  const server = createServer((request, response) => {
    // The request is read to its end, like Zoho does before it rejects a picture.
    request.resume().on('end', () => {
      const { status, text, contentType } = given;
      response.writeHead(status, text === '' ? {} : { 'content-type': contentType }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (status, body, contentType) => {
      const isText = typeof body === 'string';
      given = {
        status,
        text: isText ? body : JSON.stringify(body),
        contentType: contentType ?? (isText ? 'text/html' : 'application/json;charset=utf-8'),
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
