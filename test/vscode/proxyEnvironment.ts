/** The variables by which a VS Code on a server learns of a proxy and of who vouches for it. */
export function proxyEnvironment({
  proxy,
  caFile,
}: {
  readonly proxy?: string | undefined;
  readonly caFile?: string | undefined;
}): Record<string, string> {
  if (proxy === undefined || caFile === undefined) {
    return {};
  }
  const names = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'];
  return {
    ...Object.fromEntries(names.map((name) => [name, proxy])),
    no_proxy: '',
    NO_PROXY: '',
    NODE_EXTRA_CA_CERTS: caFile,
  };
}
