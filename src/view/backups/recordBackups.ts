import type { Backup } from '../../upload/backup.ts';

/** The backups of one record, latest first. There is at least one. */
export interface RecordBackups {
  readonly key: Backup['key'];
  /** As of the latest backup that has one. */
  readonly name: string | undefined;
  readonly backups: readonly Backup[];
}

/** Backups by record: the record with the latest backup first. @param backups latest first */
export function byRecord(backups: readonly Backup[]): RecordBackups[] {
  const records = Map.groupBy(backups, ({ key: { module, id } }) => `${module} ${id}`);
  return [...records.values()].flatMap((some) => {
    const [first] = some;
    const name = some.find((backup) => backup.name !== null)?.name ?? undefined;
    return first === undefined ? [] : [{ key: first.key, name, backups: some }];
  });
}
