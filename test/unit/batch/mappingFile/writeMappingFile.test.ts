import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mappingsIn } from '../../../../src/batch/mappingFile/readMappingFile.ts';
import { withTeamMapping } from '../../../../src/batch/mappingFile/writeMappingFile.ts';
import { BY_CODE, BY_TABLE, teamMappings } from './sampleMappings.ts';

const NEW = `{
  "mappings": [
    {
      "name": "Product shots",
      "folder": "photos/products",
      "module": "Products",
      "field": "Product_Code",
      "pattern": "{key}_*",
      "replace": [{ "from": "_", "to": "/" }],
      "severalPictures": { "endsIn": "_front" }
    }
  ]
}
`;

describe('a mapping that is saved in a file', () => {
  it('starts a new file', () => {
    assert.equal(withTeamMapping(undefined, BY_CODE), NEW);
  });

  it('comes after the others, and replaces the one of its name; all else stays', () => {
    const mine = `{
\t"$schema": "x", // mine
\t"mappings": [
\t\t{ "name": "A",   "module": "Leads", "field": "Email", "pattern": "{key}" } // first
\t],
\t"owner": {"a":1}
}`;
    const more = withTeamMapping(mine, BY_TABLE);
    assert.equal(
      more,
      mine.replace(
        ' // first',
        `,
\t\t{
\t\t\t"name": "Portraits",
\t\t\t"module": "Contacts",
\t\t\t"field": "id",
\t\t\t"table": {
\t\t\t\t"file": "portraits/list.csv",
\t\t\t\t"encoding": "windows-1252",
\t\t\t\t"columnNames": true,
\t\t\t\t"fileColumn": "Datei",
\t\t\t\t"recordColumn": "ID"
\t\t\t}
\t\t} // first`,
      ),
    );
    const renamed = withTeamMapping(more, { ...BY_CODE, name: 'A' });
    const [before = '', after = ''] = more.split(/\{ "name": "A".*"\{key\}" \}/);
    assert.ok(renamed.startsWith(before) && renamed.endsWith(after), renamed);
    const read = mappingsIn(renamed);
    assert.deepEqual(read.ok && read.mappings, [{ ...BY_CODE, name: 'A' }, BY_TABLE]);
  });

  it('keeps line ends, a BOM, and an empty list’s comment', () => {
    const windows = `\uFEFF${NEW.replaceAll('\n', '\r\n')}`;
    const more = withTeamMapping(windows, BY_TABLE);
    assert.ok(more.startsWith(windows.slice(0, 200)));
    assert.equal(/[^\r]\n/.test(more), false);
    assert.equal(
      withTeamMapping('{ "mappings": [ /* none yet */ ] }', BY_CODE).replaceAll(/\s+/g, ' '),
      NEW.replaceAll(/\s+/g, ' ').replace('[ {', '[ /* none yet */ {').trim(),
    );
  });

  it('is the same when it is read, alone and among others', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(teamMappings, { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
        fc.constantFrom('\n', '\r\n'),
        (mappings, end) => {
          let text: string | undefined;
          for (const one of [...mappings, ...mappings]) {
            text = withTeamMapping(text, one).replaceAll(/\r?\n/g, end);
          }
          const read = mappingsIn(text ?? '');
          assert.ok(read.ok, JSON.stringify(read));
          assert.deepEqual(read.mappings, mappings);
        },
      ),
    );
  });
});
