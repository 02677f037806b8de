/**
 * Stored keys keep the spelling of the first version, so that windows with any version of the
 * extension can read what another stored, and delete none of it as unreadable.
 */
const STORED: Readonly<Record<string, string>> = {
  organization: 'organisation',
  organizationId: 'organisationId',
  dataCenter: 'dataCentre',
};

const PRESENT: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(STORED).map(([present, stored]) => [stored, present]),
);

/** @returns the same with the stored keys, at any depth */
export function toStoredKeys(value: unknown): unknown {
  return renamed(value, STORED);
}

/** @returns the same with the keys that the code uses, at any depth */
export function fromStoredKeys(value: unknown): unknown {
  return renamed(value, PRESENT);
}

function renamed(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) {
    return value.map((one) => renamed(one, names));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [names[key] ?? key, renamed(inner, names)]),
  );
}
