const API_VERSIONS = ['v2', 'v2.1', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8'] as const;
export type ApiVersion = (typeof API_VERSIONS)[number];

export function isApiVersion(name: string): name is ApiVersion {
  return API_VERSIONS.some((version) => version === name);
}

export function isAtLeast(version: ApiVersion, other: ApiVersion): boolean {
  return API_VERSIONS.indexOf(version) >= API_VERSIONS.indexOf(other);
}
