import type { ComposePlan, PlannedService } from '../../compiler/ir/compose-plan.ts';
import { containerNameOf } from '../../runtime/compose/project-containers.ts';
import type { Deployed } from '../../runtime/matrix/deploy.ts';
import { partyOf } from '../../runtime/matrix/parties.ts';
import { nothingAnswered, probeTarget } from '../../runtime/matrix/probe-target.ts';
import type { ReachMatrix } from '../../runtime/matrix/reach-matrix.ts';
import { type Target, targetName } from '../../runtime/matrix/targets.ts';

/** The names of those around the project in the spec. */
interface Around {
  readonly server: string;
  readonly neighbour: string;
}

/** Names that no service, network or container of the project has. */
function aroundOf({ services, networks, project }: ComposePlan): Around {
  const taken = new Set([
    ...services.flatMap(({ name, containerName }) => [name, containerName]),
    ...networks.flatMap(({ key, spec }) => [key, spec.name]),
    project,
  ]);
  const free = (...names: readonly string[]) => names.find((name) => !taken.has(name)) ?? 'this-machine';
  return {
    server: free('server', 'docker-host', 'host-of-containers'),
    neighbour: free('neighbour', 'phone', 'somebody-else'),
  };
}

export interface SpecOptions {
  /** The compose files as the spec names them. */
  readonly files: readonly string[];
  readonly profiles: readonly string[];
  /** The project's name where the files do not tell it. */
  readonly projectName?: string;
  readonly engineVersion?: string;
}

/** Today's reachability as a scenario, ready to edit: for each port who alone reaches it, and what is published. */
export function specText(deployed: Deployed, matrix: ReachMatrix, options: SpecOptions): string {
  const { plan } = deployed;
  const around = aroundOf(plan);
  const claims = [
    ...section(
      'Who reaches whom: nobody else does.',
      matrix.targets.flatMap((_, i) => onlyFrom(deployed, matrix, i)),
    ),
    ...section(
      'What is published.',
      matrix.targets.flatMap((target, i) => published(matrix, target, i, around)),
    ),
    ...section('What services need, by name.', needs(plan, matrix)),
    ...section('What does not get out to the internet.', withoutEgress(plan, matrix)),
  ];
  return [
    '"""',
    `What reaches what in the project \`${plan.project}\`, as \`dnet init\` found it. Edit it until it says what should be.`,
    '"""',
    `scenario ${JSON.stringify(plan.project)} {`,
    ...surroundings(matrix, options, around),
    ...foreignNetworks(plan),
    ...composeLines(options),
    ...claims,
    '}',
  ].join('\n');
}

const section = (prose: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `  """${prose}"""`, ...lines.map((line) => `  ${line}`)];

function surroundings(
  { hostAddress }: ReachMatrix,
  { engineVersion }: SpecOptions,
  { server, neighbour }: Around,
): readonly string[] {
  const lan = hostAddress.slice(0, hostAddress.lastIndexOf('.'));
  const engine = engineVersion === undefined ? '' : `; engine ${engineVersion}`;
  return [
    `  lan home { subnet ${lan}.0/24; gateway ${lan}.1; uplink }`,
    `  host ${server} { address ${hostAddress}/24${engine} }`,
    `  client ${neighbour} { address ${lan}.100/24 }`,
  ];
}

const foreignNetworks = ({ networks }: ComposePlan): readonly string[] =>
  networks.flatMap(({ external, spec }) => (external ? [`  network ${quoted(spec.name)}`] : []));

function composeLines({ files, profiles, projectName }: SpecOptions): readonly string[] {
  const [first = '', ...others] = files.map((file) =>
    file.startsWith('/') ? file : `./${file.replace(/^\.\//, '')}`,
  );
  const attributes = [
    ...(projectName === undefined ? [] : [`project ${projectName}`]),
    ...others.map((file) => `file ${JSON.stringify(file)}`),
    ...profiles.map((profile) => `profile ${quoted(profile)}`),
  ];
  const block = attributes.length === 0 ? '' : ` { ${attributes.join('; ')} }`;
  return [`  compose ${JSON.stringify(first)}${block}`];
}

/** Names with other characters than these stand in quotes. */
const quoted = (name: string): string => (/^[A-Za-z0-9][\w.-]*$/.test(name) ? name : JSON.stringify(name));

const door = (target: Target): string =>
  quoted(target.service) + targetName(target).slice(target.service.length);

/** Every container of the services that get in, the target's own replicas among them. */
function onlyFrom(
  deployed: Deployed,
  { askers, cells, targets }: ReachMatrix,
  column: number,
): readonly string[] {
  const target = targets[column]!;
  const inside = askers.flatMap(({ kind, service }, row) => {
    const { word, way } = cells[row]![column]!;
    const direct = kind === 'service' && word === 'open' && way !== 'published';
    return direct && service ? namesOf(deployed, service) : [];
  });
  const names = [...inside, ...replicasThatReach(deployed, target)];
  if (names.length === 0)
    return answersSomebody(cells, column) ? [`expect internet cannot reach ${door(target)}`] : [];
  return [`expect ${door(target)} is reachable only from ${names.join(', ')}`];
}

/** Where nobody is answered nothing listens, and a claim would say nothing. */
const answersSomebody = (cells: ReachMatrix['cells'], column: number): boolean =>
  cells.some((row) => row[column]!.word === 'open');

/** A service's first container goes by the service's name, the others by their own. */
const namesOf = ({ plan }: Deployed, service: PlannedService): readonly string[] =>
  Array.from({ length: service.scale }, (_, i) =>
    quoted(i === 0 ? service.name : containerNameOf({ plan }, service, i + 1)),
  );

function replicasThatReach(deployed: Deployed, target: Target): readonly string[] {
  const service = deployed.plan.services.find(({ name }) => name === target.service)!;
  const party = service.scale > 1 ? partyOf(deployed, service, 2) : undefined;
  if (party === undefined) return [];
  const asker = { name: party.name, kind: 'service', service, party } as const;
  const { word, way } = probeTarget(deployed.world, asker, target, party, nothingAnswered(deployed.plan));
  return word === 'open' && way !== 'published' ? namesOf(deployed, service).slice(1) : [];
}

/** A door of the host that the LAN gets in by, or one that only the host itself does. */
function published(
  { askers, cells }: ReachMatrix,
  target: Target,
  column: number,
  { server, neighbour }: Around,
): readonly string[] {
  const row = askers.findIndex(({ kind }) => kind === 'lan');
  const { word, way } = cells[row]![column]!;
  if (word !== 'open' || way !== 'published') return [];
  const protocol = target.protocol === 'tcp' ? '' : `/${target.protocol}`;
  const ports = target.published.filter(({ ip }) => ip === '').map(({ port }) => port);
  return ports.map(
    (port) => `expect ${neighbour} reaches ${server}:${port}${protocol} served by ${quoted(target.service)}`,
  );
}

/** `depends_on` and links, where the name leads there. */
function needs({ services }: ComposePlan, { askers, cells, targets }: ReachMatrix): readonly string[] {
  return services.flatMap(({ name, dependsOn }) => {
    const row = askers.findIndex((asker) => asker.kind === 'service' && asker.name === name);
    return targets.flatMap((target, column) => {
      const needed = dependsOn.some(({ service }) => service === target.service);
      const { word, way } = cells[row]![column]!;
      return needed && word === 'open' && way === 'name'
        ? [`expect ${quoted(name)} reaches ${door(target)} by name`]
        : [];
    });
  });
}

const withoutEgress = ({ services }: ComposePlan, { askers, egress }: ReachMatrix): readonly string[] =>
  services.flatMap(({ name }) => {
    const word = egress[askers.findIndex((asker) => asker.kind === 'service' && asker.name === name)];
    return word === 'internal' ? [`expect ${quoted(name)} cannot reach internet:443 because internal`] : [];
  });
