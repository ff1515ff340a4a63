import { diagnose } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { frontEndOf, networkOf } from './names.ts';
import type { ComposeNetwork, ComposeProject, ComposeService } from './project.ts';
import type { Report } from './yaml.ts';

/** Every network that a service joins is declared, and `network_mode` stands alone. */
export function checkNetworks(project: ComposeProject, report: Report): void {
  for (const service of project.services) {
    checkMode(project, service, report);
    checkAttachments(project, service, report);
  }
  for (const network of project.networks) checkExternal(network, report);
}

function checkMode(project: ComposeProject, service: ComposeService, report: Report): void {
  const mode = service.networkMode;
  const first = service.networks[0];
  if (mode === undefined || first === undefined) return;
  const notes = [frontEndOf(project).texts.modeBesideNetworks(service.name)];
  const related = [{ span: first.origin, message: 'networks given here' }];
  report(diagnose('E3031', { service: service.name }, mode.origin, { notes, related }));
}

function checkAttachments(project: ComposeProject, service: ComposeService, report: Report): void {
  const known = project.networks.map(({ key }) => key);
  for (const { network, origin } of service.networks) {
    if (known.includes(network)) continue;
    const notes = [frontEndOf(project).texts.unknownNetwork(service.name, network)];
    const suggestions = didYouMean(network, known);
    report(diagnose('E3030', { service: service.name, network, suggestions }, origin, { notes }));
  }
}

/** An external network exists already: what the file says of it beyond its name is not looked at. */
function checkExternal(network: ComposeNetwork, report: Report): void {
  if (!network.external) return;
  const { driver, driverOpts, internal, attachable, labels, ipam } = network;
  const given = [
    driver !== undefined && 'driver',
    driverOpts.length > 0 && 'driver_opts',
    internal && 'internal',
    attachable && 'attachable',
    labels.length > 0 && 'labels',
    ipam.config.length > 0 && 'ipam',
    network.enableIpv6 !== undefined && 'enable_ipv6',
  ].filter((key) => key !== false);
  for (const key of given) report(diagnose('E3044', { name: network.key, key }, network.origin));
}

/** The network's declared subnets; undefined if the engine picks or knows them. */
export const declaredSubnets = (project: ComposeProject, key: string): readonly string[] | undefined => {
  const network = networkOf(project, key);
  if (network === undefined || network.external) return undefined;
  return network.ipam.config.flatMap(({ subnet }) => subnet?.value ?? []);
};
