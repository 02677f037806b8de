import type { Exchange } from '../../zoho/exchange.ts';
import { plain } from '../plain.ts';

/** One line per request, without headers and content. */
export function exchangeLine(exchange: Exchange): string {
  const { method, url, status, code, failure, sentBytes, receivedBytes, milliseconds, way } =
    exchange;
  // A server writes the code: keep it on one line.
  const said = code === undefined ? '' : plain(code);
  const outcome = status === undefined ? failure : [status, said].filter(Boolean).join(' ');
  const bytes = `${sentBytes} bytes sent, ${receivedBytes} received`;
  return `${method} ${url} → ${outcome ?? ''} (${bytes}, ${Math.round(milliseconds)} ms, ${way})`;
}
