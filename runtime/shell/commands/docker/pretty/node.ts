import type { Node } from '../../../../docker-api/node.ts';
import { labelLines, lines, title } from './lines.ts';

/** `docker node inspect --pretty` */
export function prettyNode(node: Node): string {
  const { Spec, Description, Status, ManagerStatus } = node;
  const { Resources, Engine, TLSInfo, Platform } = Description;
  return lines(
    `ID:\t\t\t${node.ID}`,
    Spec.Name && `Name:\t\t\t${Spec.Name}`,
    labelLines(Spec.Labels, ' - '),
    `Hostname:              \t${Description.Hostname}`,
    `Joined at:             \t${node.CreatedAt.replace('T', ' ').replace('Z', ' +0000 utc')}`,
    'Status:',
    ` State:\t\t\t${title(Status.State)}`,
    Status.Message && ` Message:              \t${title(Status.Message)}`,
    ` Availability:         \t${title(Spec.Availability)}`,
    Status.Addr && ` Address:\t\t${Status.Addr}`,
    ManagerStatus && 'Manager Status:',
    ManagerStatus && ` Address:\t\t${ManagerStatus.Addr}`,
    ManagerStatus && ` Raft Status:\t\t${title(ManagerStatus.Reachability)}`,
    ManagerStatus && ` Leader:\t\t${ManagerStatus.Leader ? 'Yes' : 'No'}`,
    'Platform:',
    ` Operating System:\t${Platform.OS}`,
    ` Architecture:\t\t${Platform.Architecture}`,
    'Resources:',
    ` CPUs:\t\t\t${Resources.NanoCPUs / 1e9}`,
    ` Memory:\t\t${Number((Resources.MemoryBytes / 2 ** 30).toPrecision(4))}GiB`,
    'Plugins:',
    ...pluginLines(Engine.Plugins),
    `Engine Version:\t\t${Engine.EngineVersion}`,
    'TLS Info:',
    ' TrustRoot:',
    TLSInfo.TrustRoot,
    ` Issuer Subject:\t${TLSInfo.CertIssuerSubject}`,
    ` Issuer Public Key:\t${TLSInfo.CertIssuerPublicKey}`,
  );
}

function pluginLines(plugins: Node['Description']['Engine']['Plugins']): string[] {
  const kinds = [...new Set(plugins.map(({ Type }) => Type))].sort();
  return kinds.map((kind) => {
    const names = plugins.filter(({ Type }) => Type === kind).map(({ Name }) => Name);
    return ` ${kind}:\t\t${names.join(', ')}`;
  });
}
