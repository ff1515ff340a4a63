import type { Attachment, ContainerSpec, NetworkSpec } from '../../compiler/ir/action.ts';
import { programOf } from '../../runtime/engine/daemon/program.ts';
import { CATALOGUE } from '../../runtime/engine/images/catalogue.ts';
import { repositoryOf } from '../../runtime/engine/images/find-image.ts';
import { programSocket } from '../../runtime/scenario/actions/run-container.ts';
import { serveCommand } from '../image/image-keeper.ts';
import { labelsOf } from '../labels.ts';
import type { Stage } from '../stage.ts';

/** A container as the engine is to make it: its own names there, dnet's labels, and a stand-in for its image. */
export function containerOnStage(spec: ContainerSpec, stage: Stage): ContainerSpec {
  const { names, images, run, dedicated } = stage;
  const attachments = spec.attachments.map((one) => attachmentOnStage(one, spec.name, stage));
  return {
    ...spec,
    name: names.real(spec.name),
    image: images.nameOf(spec.image),
    command: commandOf(spec),
    ...(spec.networkMode !== undefined && { networkMode: modeOnStage(spec.networkMode, stage) }),
    attachments,
    links: dedicated ? spec.links : spec.links.map((link) => linkOnStage(link, stage)),
    labels: { ...spec.labels, ...labelsOf(run) },
  };
}

/** What it listens on is said by the scenario, or by the command, or by the image. */
function commandOf({ image, command, listen }: ContainerSpec): readonly string[] {
  if (listen !== undefined) return serveCommand(listen.map(programSocket));
  if (command.length === 0) return [];
  const known = CATALOGUE.get(repositoryOf(image));
  if (known === undefined) return command;
  const program = programOf(known, {
    Cmd: command,
    Entrypoint: known.entrypoint,
  } as Parameters<typeof programOf>[1]);
  const ownServe = /^(\/bin\/)?serve$/.test(command[0] ?? '');
  return ownServe || program.listen.length === 0 ? command : serveCommand(program.listen);
}

/** A name of the container's own would be unknown to its neighbours, where it is called otherwise. */
export function attachmentOnStage(
  attachment: Attachment,
  container: string,
  { names, dedicated }: Stage,
): Attachment {
  if (dedicated) return attachment;
  const ownName = attachment.network === 'bridge' ? [] : [container];
  return {
    ...attachment,
    network: names.real(attachment.network),
    aliases: [...attachment.aliases, ...ownName],
    links: attachment.links.map((link) => linkOnStage(link, { names })),
  };
}

function linkOnStage(link: string, { names }: Pick<Stage, 'names'>): string {
  const [target = '', alias = target] = link.split(':');
  return `${names.real(target)}:${alias}`;
}

function modeOnStage(mode: string, { names }: Stage): string {
  const owner = /^container:(.*)$/.exec(mode)?.[1];
  return owner === undefined ? names.real(mode) : `container:${names.real(owner)}`;
}

export const networkOnStage = (spec: NetworkSpec, { names, run }: Stage): NetworkSpec => ({
  ...spec,
  name: names.real(spec.name),
  labels: { ...spec.labels, ...labelsOf(run) },
});
