import * as v from 'valibot';

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * The URL of a server and nothing more, over https, or over http on this machine. A slash at its
 * end is removed.
 */
export const Origin = v.pipe(
  v.string(),
  v.check((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const bare = url !== undefined && `${url.origin}${url.pathname}` === `${url.origin}/`;
    const encrypted = url?.protocol === 'https:';
    const onThisMachine = url?.protocol === 'http:' && LOOPBACK.has(url.hostname);
    const plain =
      url?.search === '' && url.hash === '' && url.username === '' && url.password === '';
    return bare && plain && (encrypted || onThisMachine);
  }),
  v.transform((text) => new URL(text).origin),
);
