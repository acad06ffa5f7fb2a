/** The formats that a verdict is written in. They are told here, apart from the formats, which few grades load. */
export const FORMAT_NAMES = [
  'terminal',
  'json',
  'junit',
  'github-annotations',
  'github-summary',
  'gradescope',
  'classroom',
] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];
