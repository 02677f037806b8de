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

/** Nothing that is stored is as deep. Somebody may have edited a file until calls don't fit. */
const DEPTH = 100;

/** @returns the same with the stored keys, at any depth */
export function toStoredKeys(value: unknown): unknown {
  return renamed(value, STORED);
}

/** @returns the same with the keys that the code uses, at any depth */
export function fromStoredKeys(value: unknown): unknown {
  return renamed(value, PRESENT);
}

function renamed(value: unknown, names: Readonly<Record<string, string>>, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > DEPTH) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((one) => renamed(one, names, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      names[key] ?? key,
      renamed(inner, names, depth + 1),
    ]),
  );
}
