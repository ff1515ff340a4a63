import { Option } from '@commander-js/extra-typings';

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
];

/** `--allow-read`, as every verb takes it that reads compose files on behalf of another file. */
export const allowReadOption = () =>
  new Option(
    '--allow-read <folder>',
    'compose files outside the own tree may be read from there; again for more',
  ).argParser(collect);
