import type { CommandLine } from '../../grammar/ast.ts';
import type { Place } from '../ir/ir.ts';
import { optional } from './optional.ts';
import { dockerName, type Scene } from './who.ts';

/** Where a command is typed, with Docker's name of the container. */
export const placeOf = (scene: Scene, { host, container }: CommandLine): Place => ({
  host: host.text,
  ...optional('container', container && dockerName(scene, container.text, 'container', host.text)),
});
