import { parseMac } from '../addresses.ts';
import { networkModeOf } from '../bind/attachments.ts';
import { type Entity, flagOf, textOf, textsOf, usesOf, valuesOf } from '../bind/entity.ts';
import type { ContainerSpec } from '../ir/action.ts';
import { attachmentsOf } from './attachments.ts';
import { listenersOf } from './listeners.ts';
import { optional } from './optional.ts';
import { pairsOf } from './pairs.ts';
import { dockerName, dockerNameOf, type Scene } from './who.ts';

/** What `docker run -d` gets for a declared container. */
export function containerSpecOf(scene: Scene, container: Entity): ContainerSpec {
  const { block, span } = container;
  const mac = textOf(block, 'mac-address');
  return {
    name: dockerNameOf(container),
    image: textOf(block, 'image') ?? '',
    command: textsOf(block, 'command'),
    ...optional('hostname', textOf(block, 'hostname')),
    ...optional('domainname', textOf(block, 'domainname')),
    ...optional('networkMode', modeOf(scene, container)),
    attachments: attachmentsOf(scene, container),
    publish: valuesOf(block, 'publish').map(({ text, span: origin }) => ({ text, origin })),
    publishAll: flagOf(block, 'publish-all') ?? false,
    expose: textsOf(block, 'expose'),
    links: textsOf(block, 'link'),
    dns: textsOf(block, 'dns'),
    dnsSearch: textsOf(block, 'dns-search'),
    dnsOptions: textsOf(block, 'dns-option'),
    extraHosts: textsOf(block, 'add-host'),
    environment: textsOf(block, 'env'),
    labels: pairsOf(textsOf(block, 'label')),
    sysctls: pairsOf(textsOf(block, 'sysctl')),
    ...optional('mac', mac && (parseMac(mac) ?? mac)),
    ...optional('restart', textOf(block, 'restart')),
    ...(usesOf(block, 'listen').length > 0 ? { listen: listenersOf(valuesOf(block, 'listen')) } : {}),
    origin: span,
  };
}

/** `container:web` with Docker's name of web. */
function modeOf(scene: Scene, container: Entity): string | undefined {
  const mode = networkModeOf(container)?.text;
  const target = /^container:(.+)$/.exec(mode ?? '')?.[1];
  return target === undefined ? mode : `container:${dockerName(scene, target, 'container')}`;
}
