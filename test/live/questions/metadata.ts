import { rowsOf, statusAndCode } from '../answer.ts';
import { noSuchModule } from '../nobody.ts';
import type { Question, Seen } from '../question.ts';
import { reading } from '../question.ts';

const STANDARD = ['Leads', 'Contacts', 'Accounts', 'Products', 'Vendors', 'Deals'];
const LABELS = ['singular_label', 'plural_label', 'api_name', 'status'];

export const METADATA_QUESTIONS: readonly Question[] = [
  reading({
    id: 'modules',
    asks: 'Which modules does Zoho list as having photos, and can their labels be null?',
    does: 'Reads the list of modules, once in full and once by the feature “record_image”.',
    about: ['nullLabels'],
    apiCalls: 2,
    async ask({ api }) {
      const all = await api.get(['settings', 'modules']);
      const some = await api.get(['settings', 'modules'], { feature_name: 'record_image' });
      const modules = rowsOf(all, 'modules');
      const named = rowsOf(some, 'modules');
      const standard = STANDARD.filter((name) => named.some(({ api_name }) => api_name === name));
      const custom = named.filter(({ generated_type }) => generated_type === 'custom').length;
      const hasNull = modules.some((module) =>
        LABELS.some((label) => (module[label] ?? null) === null),
      );
      return [
        modules.length === 0
          ? { about: 'nullLabels', unseen: `The list was refused (${statusAndCode(all)}).` }
          : { about: 'nullLabels', value: hasNull },
        {
          note: `feature_name=record_image: ${statusAndCode(some)}, ${named.length} of ${modules.length} modules (${[...standard, `${custom} custom`].join(', ')})`,
        },
      ];
    },
  }),
  reading({
    id: 'module-error',
    asks: 'Does the error for a wrong module say which part of the URL is wrong?',
    does: 'Asks for a module that doesn’t exist.',
    about: ['resourcePathIndex'],
    apiCalls: 1,
    async ask({ api }) {
      const answer = await api.get(['settings', 'modules', noSuchModule]);
      return answer.code === 'INVALID_MODULE'
        ? [{ about: 'resourcePathIndex', value: 'resource_path_index' in answer.details }]
        : [{ about: 'resourcePathIndex', unseen: `The answer is ${statusAndCode(answer)}.` }];
    },
  }),
  reading({
    id: 'layout',
    asks: 'Where does the metadata say whether the photo is turned on, and can “visible” be null?',
    does: 'Reads the layouts and the fields of the record’s module.',
    about: ['photosOffShows', 'fieldsVisible'],
    apiCalls: 2,
    async ask({ api, record: { module } }): Promise<Seen[]> {
      const layouts = await api.get(['settings', 'layouts'], { module });
      const fields = await api.get(['settings', 'fields'], { module });
      const rows = rowsOf(fields, 'fields');
      const photo = rows.find(({ api_name }) => api_name === 'Record_Image');
      const inLayout = rowsOf(layouts, 'layouts').some((layout) => 'image_enable' in layout);
      const visible = rows.every((field) => (field.visible ?? null) === null)
        ? null
        : rows.every((field) => typeof field.visible === 'boolean')
          ? true
          : 'mixed';
      return [
        layouts.status === 200
          ? {
              about: 'photosOffShows',
              value: inLayout
                ? 'in layout'
                : photo !== undefined && 'image_enable' in photo
                  ? 'in field'
                  : 'nowhere',
            }
          : { about: 'photosOffShows', unseen: `The answer is ${statusAndCode(layouts)}.` },
        rows.length > 0
          ? { about: 'fieldsVisible', value: visible }
          : { about: 'fieldsVisible', unseen: `The answer is ${statusAndCode(fields)}.` },
      ];
    },
  }),
];
