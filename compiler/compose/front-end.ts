import { resolvePath } from './path.ts';
import type { ComposeProject } from './project.ts';

/** What differs between the two programs that read compose files; each is one row of data. */
export interface FrontEnd {
  readonly name: ComposeProject['frontEnd'];
  readonly version: string;
  /** Between the parts of a container's name: `shop-web-1`, `shop_web_1`. */
  readonly separator: '-' | '_';
  /** Whether the container's own name is given to the engine as an alias too. */
  readonly aliasesContainerName: boolean;
  /** A project name from `-p` or the environment that is not well-formed is refused, or mended silently. */
  readonly projectName: 'refused' | 'mended';
  /** Which of two services that do not wait for each other comes first. */
  readonly servicesBy: 'name' | 'file';
  /** Which of two networks of equal priority comes first where any has one; by name where none has. */
  readonly networkTiesBy: 'name' | 'file';
  /** `22:22` without quotes is a number in base 60 (YAML 1.1). */
  readonly sexagesimal: boolean;
  /** Whether it warns that `version:` is obsolete. */
  readonly remarksVersion: boolean;
  readonly interpolation: {
    /** After a variable's name in braces. */
    readonly operators: readonly string[];
    /** Whether variables are replaced inside a default. */
    readonly nested: boolean;
    /** A dollar sign before anything else. */
    readonly loneDollar: 'kept' | 'refused';
  };
  /** Keys of the specification that the program does not know, by the kind of object in `keys.ts`. */
  readonly refuses: { readonly [object: string]: readonly string[] };
  /** Keys of a service that forbid extending it from another file. */
  readonly unextendable: readonly string[];
  /** The program's own words, for the notes of a diagnostic. */
  readonly texts: Texts;
}

interface Texts {
  /** No file was named, and the folder has none of the usual names. */
  readonly noFile: string;
  readonly missingFile: (path: string, directory: string) => string;
  readonly unknownKey: (path: string, key: string) => string;
  readonly requiredVariable: (path: string, variable: string, reason: string) => string;
  readonly missingVariable: (variable: string) => string;
  readonly malformedVariable: (path: string, text: string) => string;
  readonly circularExtends: (trail: readonly { service: string; file: string }[]) => string;
  readonly unknownBase: (service: string, file: string, base: string, baseFile?: string) => string;
  readonly unextendable: (service: string, file: string, key: string) => string;
  readonly unknownNetwork: (service: string, network: string) => string;
  readonly modeBesideNetworks: (service: string) => string;
  readonly unknownDependency: (service: string, target: string) => string;
  readonly unknownLink: (service: string, target: string) => string;
  readonly unknownModeService: (service: string, target: string) => string;
  readonly circularDependency: (trail: readonly string[]) => string;
  readonly containerNameTwice: (service: string, container: string, other: string) => string | undefined;
  readonly containerNameScaled: (service: string, container: string, key: string) => string;
  readonly scaleAndReplicas: (service: string) => string | undefined;
  readonly noImage: (service: string) => string;
  readonly hostModePorts: string | undefined;
  readonly projectName: (name: string) => string | undefined;
}

const INVALID = 'invalid compose project';
const lines = (trail: readonly { service: string; file: string }[]) =>
  trail.map(({ service, file }) => `${service} in ${file}`).join('\n  extends ');

/** The plugin of the docker client, `docker compose`, on compose-go 2. */
export const dockerCompose: FrontEnd = {
  name: 'docker compose',
  version: '2.40.3',
  separator: '-',
  aliasesContainerName: true,
  projectName: 'refused',
  servicesBy: 'name',
  networkTiesBy: 'name',
  sexagesimal: false,
  remarksVersion: true,
  interpolation: { operators: [':-', '-', ':?', '?', ':+', '+'], nested: true, loneDollar: 'kept' },
  refuses: {},
  unextendable: [],
  // compose-go: loader/validate.go, loader/extends.go, loader/loader.go, template/template.go, schema/schema.go
  texts: {
    noFile: 'no configuration file provided: not found',
    missingFile: (path, directory) => `open ${resolvePath(directory, path)}: no such file or directory`,
    unknownKey: (path, key) => `${path} additional properties '${key}' not allowed`,
    requiredVariable: (path, variable, reason) =>
      `error while interpolating ${path}: required variable ${variable} is missing a value${reason && `: ${reason}`}`,
    missingVariable: (variable) => `The "${variable}" variable is not set. Defaulting to a blank string.`,
    malformedVariable: (path, text) =>
      `invalid interpolation format for ${path}.\nYou may need to escape any $ with another $.\n${text}`,
    circularExtends: (trail) => `Circular reference:\n  ${lines(trail)}`,
    unknownBase: (service, file, base, baseFile) =>
      `cannot extend service "${service}" in ${file}: service "${base}" not found${baseFile === undefined ? '' : ` in ${baseFile}`}`,
    unextendable: () => '',
    unknownNetwork: (service, network) =>
      `service "${service}" refers to undefined network ${network}: ${INVALID}`,
    modeBesideNetworks: (service) =>
      `service ${service} declares mutually exclusive \`network_mode\` and \`networks\`: ${INVALID}`,
    unknownDependency: (service, target) =>
      `service "${service}" depends on undefined service "${target}": ${INVALID}`,
    unknownLink: (service, target) =>
      `service "${service}" depends on undefined service "${target}": ${INVALID}`,
    // A service: mode implies depends_on, and that is what is found missing (loader/normalize.go).
    unknownModeService: (service, target) =>
      `service "${service}" depends on undefined service "${target}": ${INVALID}`,
    circularDependency: (trail) => `dependency cycle detected: ${trail.join(' -> ')}`,
    containerNameTwice: (service, container, other) =>
      `services.${service}: container name "${container}" is already in use by service ${other}"`,
    // The key and the service's name are in this order in compose-go too.
    containerNameScaled: (service, _container, key) =>
      `services.${key}: can't set container_name and ${service} as container name must be unique: ${INVALID}`,
    scaleAndReplicas: (service) =>
      `services.${service}: can't set distinct values on 'scale' and 'deploy.replicas': ${INVALID}`,
    noImage: (service) =>
      `service "${service}" has neither an image nor a build context specified: ${INVALID}`,
    hostModePorts: undefined,
    projectName: (name) =>
      name === ''
        ? 'project name must not be empty'
        : `invalid project name "${name}": must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number`,
  },
};

/** The Python program `docker-compose` 1.29. Texts as captured on 1.29.2, the others from compose/config/. */
export const dockerComposeV1: FrontEnd = {
  name: 'docker-compose',
  version: '1.29.2',
  separator: '_',
  aliasesContainerName: false,
  projectName: 'mended',
  servicesBy: 'file',
  networkTiesBy: 'file',
  sexagesimal: true,
  remarksVersion: false,
  interpolation: { operators: [':-', '-', ':?', '?'], nested: false, loneDollar: 'refused' },
  refuses: {
    project: ['name', 'include', 'models'],
    service: [
      ...['annotations', 'attach', 'cgroup', 'develop', 'gpus', 'label_file', 'models', 'post_start'],
      ...['pre_start', 'pre_stop', 'provider', 'pull_refresh_after', 'use_api_socket', 'uts'],
    ],
    attachment: ['mac_address', 'driver_opts', 'interface_name', 'gw_priority'],
    port: ['name', 'host_ip', 'app_protocol'],
    network: ['enable_ipv4'],
    dependency: ['restart', 'required'],
  },
  // compose/config/config.py, validate_extended_service_dict
  unextendable: ['links', 'volumes_from', 'network_mode', 'depends_on'],
  texts: {
    noFile:
      "\n        Can't find a suitable configuration file in this directory or any\n        parent. Are you in the right directory?\n\n        Supported filenames: docker-compose.yml, docker-compose.yaml, compose.yml, compose.yaml\n        ",
    missingFile: (path) =>
      `.FileNotFoundError: [Errno 2] No such file or directory: './${path.replace(/^\.\//, '')}'`,
    unknownKey: (path, key) =>
      path === ''
        ? `Invalid top-level property "${key}".`
        : `Unsupported config option for ${path}: '${key}'`,
    requiredVariable: (path, variable, reason) =>
      `Missing mandatory value for "${optionOf(path)}" option interpolating ${`\${${variable}}`} in ${ownerOf(path)}: ${reason || variable}`,
    missingVariable: (variable) => `The ${variable} variable is not set. Defaulting to a blank string.`,
    malformedVariable: (path, text) =>
      `Invalid interpolation format for "${optionOf(path)}" option in ${ownerOf(path)}: "${text}"`,
    circularExtends: (trail) => `Circular reference:\n  ${lines(trail)}`,
    unknownBase: (_service, file, base, baseFile) =>
      `Cannot extend service '${base}' in ${baseFile ?? file}: Service not found`,
    unextendable: (service, file, key) =>
      `Cannot extend service '${service}' in ${file}: services with '${key === 'network_mode' ? 'network_mode: service' : key}' cannot be extended`,
    unknownNetwork: (service, network) => `Service "${service}" uses an undefined network "${network}"`,
    modeBesideNetworks: () => "'network_mode' and 'networks' cannot be combined",
    unknownDependency: (service, target) =>
      `Service '${service}' depends on service '${target}' which is undefined.`,
    unknownLink: (service, target) =>
      `Service '${service}' has a link to service '${target}' which is undefined.`,
    unknownModeService: (service, target) =>
      `Service '${service}' uses the network stack of service '${target}' which is undefined.`,
    circularDependency: (trail) => `Circular dependency between ${trail.slice(0, -1).join(' and ')}`,
    containerNameTwice: () => undefined,
    containerNameScaled: (service, container) =>
      `The "${service}" service is using the custom container name "${container}". Docker requires each container to have a unique name. Remove the custom name to scale the service.`,
    scaleAndReplicas: () => undefined,
    noImage: (service) =>
      `Service ${service} has neither an image nor a build context specified. At least one must be provided.`,
    hostModePorts: '"host" network_mode is incompatible with port_bindings',
    projectName: () => undefined,
  },
};

const optionOf = (path: string) => path.split('.')[2] ?? path;
/** `services.web.image` belongs to `service "web"`. */
const ownerOf = (path: string) => {
  const [section = '', name = ''] = path.split('.');
  return `${section.replace(/s$/, '')} "${name}"`;
};
