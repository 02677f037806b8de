/** The variables that tell a VS Code server about a proxy and its certificate authority. */
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
