import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type * as vscode from 'vscode';
import { Log } from '../../../src/ui/log.ts';
import type { Exchange } from '../../../src/zoho/exchange.ts';

const UPLOAD: Exchange = {
  method: 'POST',
  url: 'https://www.zohoapis.eu/crm/v2/Leads/4876876000000625001/photo?restrict_triggers=workflow',
  way: 'undici',
  sentBytes: 1234,
  receivedBytes: 99,
  milliseconds: 41.6,
  status: 200,
  code: 'SUCCESS',
  parts: [{ name: 'file', fileName: 'a.png', contentType: 'image/png', bytes: 1000 }],
  answer: { code: 'SUCCESS', details: {} },
};

/** The channel's lines, with their levels. */
function told(...exchanges: Exchange[]): { lines: string[]; log: Log } {
  const lines: string[] = [];
  const at =
    (level: string) =>
    (line: string): void => {
      lines.push(`${level} ${line}`);
    };
  const channel = { info: at('info'), warn: at('warn'), debug: at('debug') };
  const log = new Log(channel as unknown as vscode.LogOutputChannel);
  exchanges.forEach((exchange) => {
    log.exchange(exchange);
  });
  return { lines, log };
}

describe('Log', () => {
  it('has one line for a request, and its parts and response at debug level', () => {
    assert.deepEqual(told(UPLOAD).lines, [
      `info POST ${UPLOAD.url} → 200 SUCCESS (1234 bytes sent, 99 received, 42 ms, undici)`,
      'debug part {"name":"file","fileName":"a.png","contentType":"image/png","bytes":1000}',
      'debug answer {"code":"SUCCESS","details":{}}',
    ]);
  });

  it('warns about failures, but not about a cancel', () => {
    const bare = { ...UPLOAD, parts: [], answer: undefined };
    const { status, code, ...unanswered } = bare;
    assert.deepEqual([status, code], [200, 'SUCCESS']);
    const levels = told(
      { ...bare, status: 401, code: 'INVALID_TOKEN' },
      { ...unanswered, failure: 'connection-lost' },
      { ...unanswered, failure: 'canceled' },
    ).lines.map((line) => line.split(' ')[0]);
    assert.deepEqual(levels, ['warn', 'warn', 'info']);
  });

  it('keeps one line for any code of a server', () => {
    const [line] = told({ ...UPLOAD, code: 'A\nB\u202E[x](command:y)' }).lines;
    assert.match(line ?? '', /200 A B \[x\]\u200B\(command:y\) \(1234 bytes/);
  });

  it('remembers the last twenty requests for the diagnostics', () => {
    const many = Array.from({ length: 25 }, (_, index) => ({ ...UPLOAD, sentBytes: index }));
    const { log } = told(...many);
    assert.equal(log.lastExchanges.length, 20);
    assert.match(log.lastExchanges[0] ?? '', /\(5 bytes sent/);
    assert.match(log.lastExchanges[19] ?? '', /\(24 bytes sent/);
  });
});
