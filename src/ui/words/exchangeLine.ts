import { l10n } from 'vscode';
import type { Exchange } from '../../zoho/exchange.ts';
import { plain } from '../plain.ts';

/** One line per request, without headers and content. */
export function exchangeLine(exchange: Exchange): string {
  const { method, url, status, code, failure, sentBytes, receivedBytes, milliseconds, way } =
    exchange;
  // A server writes the code: keep it on one line.
  const said = code === undefined ? '' : plain(code);
  const outcome = status === undefined ? failure : [status, said].filter(Boolean).join(' ');
  return l10n.t(
    '{0} {1} → {2} ({3} bytes sent, {4} received, {5} ms, {6})',
    method,
    url,
    outcome ?? '',
    sentBytes,
    receivedBytes,
    Math.round(milliseconds),
    way,
  );
}
