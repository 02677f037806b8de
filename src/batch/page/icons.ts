import type { RowState } from './messages.ts';
import { withAttributes } from '../../page/element.ts';

const CIRCLE = 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11z';

/** Line drawings in a 16 by 16 square, in the color of the text. */
const PATHS = {
  ready: 'M8 12.5v-9M4.5 7L8 3.5L11.5 7',
  'to-resize': 'M13 3L9.5 6.5M9.5 3.5v3h3M3 13l3.5-3.5M6.5 12.5v-3h-3',
  'no-record': 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9zM10.2 10.2L13.5 13.5M5.2 7h3.6',
  'several-records': 'M2.5 5.5h7v7h-7zM5.5 5.5v-3h8v8h-4',
  'not-matched': 'M3.5 6h9M3.5 10h9M10.5 3l-5 10',
  'not-selected': `${CIRCLE}M5 8h6`,
  'changed-in-crm': 'M5 13V3.5M2.5 6L5 3.5L7.5 6M11 3v9.5M8.5 10l2.5 2.5l2.5-2.5',
  unchanged: 'M3.5 6h9M3.5 10h9',
  unreadable: 'M8 2.5L14 13H2zM8 6.5v3M8 11v.6',
  'without-photo': 'M2.5 3.5h11v9h-11zM6.5 6.5l3 3M9.5 6.5l-3 3',
  waiting: `${CIRCLE}M8 5v3l2 1.5`,
  uploading: 'M8 9.5v-7M5 5.5l3-3l3 3M2.5 10v3h11v-3',
  done: 'M3 8.5l3.3 3.5L13 4.5',
  'awaiting-approval': 'M4.5 2.5h7M4.5 13.5h7M5 2.5c0 4 6 7 6 11M11 2.5c0 4-6 7-6 11',
  skipped: 'M3.5 4l5 4l-5 4zM11.5 4v8',
  'has-photo': 'M2.5 3.5h11v9h-11zM5.5 8l2 2l3.5-4',
  failed: `${CIRCLE}M6 6l4 4M10 6l-4 4`,
  unknown: `${CIRCLE}M6.4 6.5a1.6 1.6 0 1 1 2.4 1.4c-.5.3-.8.6-.8 1.2M8 11v.5`,
  canceled: `${CIRCLE}M4.2 11.8l7.6-7.6`,
  undone: 'M5.5 3L2.8 5.8l2.7 2.7M3 5.8h6.3a3.4 3.4 0 0 1 0 6.8H5.5',
  excluded: `${CIRCLE}M4.2 4.2l7.6 7.6`,
  warning: 'M8 2.5L14 13H2zM8 6.5v3M8 11v.6',
  picture: 'M2.5 3.5h11v9h-11zM2.5 10.5l3.2-3l2.3 2l2.5-2.7l3 3.2M5.6 5.9v.2',
  edit: 'M3 13l.6-2.8l7-7l2.2 2.2l-7 7z',
  retry: 'M12.5 5.5A5 5 0 1 0 13 8.5M13 2.5v3.2H9.8',
  open: 'M7 3.5H3.5v9h9V9M9.5 3h3.5v3.5M13 3L7.5 8.5',
} as const satisfies Record<RowState, string> & Record<string, string>;

export type Icon = keyof typeof PATHS;

const SVG = 'http://www.w3.org/2000/svg';

/** Decorative: hidden from screen readers, since the text next to it says the same. */
export function icon(name: Icon): SVGSVGElement {
  const path = withAttributes(document.createElementNS(SVG, 'path'), { d: PATHS[name] });
  const made = withAttributes(document.createElementNS(SVG, 'svg'), {
    class: 'icon',
    viewBox: '0 0 16 16',
    'aria-hidden': 'true',
    'data-icon': name,
  });
  made.append(path);
  return made;
}
