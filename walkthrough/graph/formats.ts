import { dot } from './dot.ts';
import { mermaid } from './mermaid.ts';
import type { Picture } from './picture.ts';
import { svg } from './svg.ts';

/** How a picture is drawn; a new form is a file and a line here. */
export const PICTURE_FORMATS = { svg, mermaid, dot } as const satisfies {
  readonly [name: string]: (picture: Picture) => string;
};

export type PictureFormat = keyof typeof PICTURE_FORMATS;
