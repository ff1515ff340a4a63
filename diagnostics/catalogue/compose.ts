import { entry } from '../entry.ts';

type Named = { name: string };
type InService = { service: string };

const suggest = (did: readonly string[]) =>
  did.length === 0 ? undefined : `did you mean ${did.map((name) => `\`${name}\``).join(' or ')}?`;

/**
 * E3xxx: compose and stack files. An error is what compose itself refuses to load; a warning is what it loads
 * with a remark, or what the engine refuses later, when the containers start.
 */
export const compose = {
  E3001: entry<{ problem: string }>({
    severity: 'error',
    title: 'not YAML',
    message: ({ problem }) => `this is not YAML: ${problem}`,
  }),
  E3002: entry<{ key: string }>({
    severity: 'error',
    title: 'key given twice',
    message: ({ key }) => `the key \`${key}\` is given twice in one mapping`,
    help: () => 'keep one of the two',
  }),
  E3003: entry<{ what: string; limit: number }>({
    severity: 'error',
    title: 'file too large',
    message: ({ what, limit }) => `this file has more than ${limit} ${what}`,
  }),
  E3004: entry<{ path: string; expected: string; found: string }>({
    severity: 'error',
    title: 'value of the wrong shape',
    message: ({ path, expected, found }) => `\`${path}\` must be ${expected}, not ${found}`,
  }),
  E3005: entry<{ key: string; path: string; suggestions: readonly string[] }>({
    severity: 'error',
    title: 'unknown key',
    message: ({ key, path }) => `\`${path}\` has no key \`${key}\``,
    help: ({ suggestions }) => suggest(suggestions) ?? 'a key of your own starts with `x-`',
  }),
  E3006: entry<{ path: string; purpose: string }>({
    severity: 'error',
    title: 'file not found',
    message: ({ path, purpose }) => `${purpose} \`${path}\` cannot be read`,
  }),
  E3007: entry<{ path: string; purpose: string }>({
    severity: 'error',
    title: 'file outside the project',
    message: ({ path, purpose }) => `${purpose} \`${path}\` lies outside the project's own folder`,
    help: ({ path }) => `allow it with \`--allow-read ${path}\``,
  }),
  E3008: entry<Record<never, never>>({
    severity: 'info',
    title: 'obsolete version',
    message: () => 'the key `version` is obsolete and ignored',
    help: () => 'remove it',
  }),
  E3009: entry<Record<never, never>>({
    severity: 'error',
    title: 'no services',
    message: () => 'this compose file says nothing',
  }),
  E3010: entry<{ variable: string; reason: string }>({
    severity: 'error',
    title: 'required variable without a value',
    message: ({ variable, reason }) =>
      `the variable \`${variable}\` must have a value${reason === '' ? '' : `: ${reason}`}`,
    help: ({ variable }) => `set ${variable} in the environment or in \`.env\``,
  }),
  E3011: entry<{ variable: string }>({
    severity: 'warning',
    title: 'variable without a value',
    message: ({ variable }) => `the variable \`${variable}\` is not set; an empty text stands in for it`,
    help: ({ variable }) =>
      `set it in the environment or in \`.env\`, or give a default: \${${variable}:-value}`,
  }),
  E3012: entry<{ text: string }>({
    severity: 'error',
    title: 'malformed variable',
    message: ({ text }) => `\`${text}\` is not a well-formed use of a variable`,
    help: () => 'a dollar sign that is meant as such is written twice: $$',
  }),
  E3013: entry<{ problem: string }>({
    severity: 'error',
    title: 'malformed .env file',
    message: ({ problem }) => `this environment file cannot be read: ${problem}`,
  }),
  E3014: entry<{ path: string; why: string }>({
    severity: 'warning',
    title: 'env_file not read',
    message: ({ path, why }) => `the env_file \`${path}\` is not read: ${why}`,
  }),
  E3020: entry<{ trail: readonly string[] }>({
    severity: 'error',
    title: 'cycle of extends',
    message: ({ trail }) => `services extend each other in a circle: ${trail.join(' → ')}`,
  }),
  E3021: entry<InService & { base: string; suggestions: readonly string[] }>({
    severity: 'error',
    title: 'extends an unknown service',
    message: ({ service, base }) => `\`${service}\` extends \`${base}\`, which does not exist`,
    help: ({ suggestions }) => suggest(suggestions),
  }),
  E3022: entry<{ trail: readonly string[] }>({
    severity: 'error',
    title: 'cycle of include',
    message: ({ trail }) => `files include each other in a circle: ${trail.join(' → ')}`,
  }),
  E3023: entry<{ path: string }>({
    severity: 'error',
    title: 'values that do not merge',
    message: ({ path }) => `\`${path}\` cannot be merged with what another file says: the shapes differ`,
  }),
  E3024: entry<InService & { key: string }>({
    severity: 'error',
    title: 'service that docker-compose 1 cannot extend',
    message: ({ service, key }) => `\`${service}\` cannot be extended: it has \`${key}\``,
  }),
  E3030: entry<InService & { network: string; suggestions: readonly string[] }>({
    severity: 'error',
    title: 'unknown network',
    message: ({ service, network }) =>
      `\`${service}\` joins the network \`${network}\`, which is not declared`,
    help: ({ suggestions, network }) =>
      suggest(suggestions) ?? `declare it under the top-level key \`networks\`: ${network}:`,
  }),
  E3031: entry<InService>({
    severity: 'error',
    title: 'network_mode beside networks',
    message: ({ service }) => `\`${service}\` has both \`network_mode\` and \`networks\``,
    help: () => 'keep one of the two',
  }),
  E3032: entry<InService & { target: string; key: string; suggestions: readonly string[] }>({
    severity: 'error',
    title: 'unknown service',
    message: ({ service, target, key }) =>
      `\`${key}\` of \`${service}\` names \`${target}\`, which is no service`,
    help: ({ suggestions }) => suggest(suggestions),
  }),
  E3033: entry<{ trail: readonly string[] }>({
    severity: 'error',
    title: 'cycle of dependencies',
    message: ({ trail }) => `services wait for each other in a circle: ${trail.join(' → ')}`,
  }),
  E3034: entry<InService & { container: string; other: string }>({
    severity: 'error',
    title: 'container name used twice',
    message: ({ service, container, other }) =>
      `\`${service}\` and \`${other}\` both name their container \`${container}\``,
  }),
  E3035: entry<InService & { container: string; scale: number }>({
    severity: 'error',
    title: 'container name of several containers',
    message: ({ service, container, scale }) =>
      `\`${service}\` has ${scale} containers, and they cannot all be named \`${container}\``,
    help: () => 'remove `container_name`',
  }),
  E3036: entry<InService & { scale: number; replicas: number }>({
    severity: 'error',
    title: 'scale and replicas differ',
    message: ({ service, scale, replicas }) =>
      `\`${service}\` has \`scale: ${scale}\` and \`deploy.replicas: ${replicas}\``,
  }),
  E3037: entry<InService>({
    severity: 'warning',
    title: 'no image and no build',
    message: ({ service }) => `\`${service}\` has neither \`image\` nor \`build\``,
  }),
  E3038: entry<{ port: string; first: string; second: string }>({
    severity: 'warning',
    title: 'host port published twice',
    message: ({ port, first, second }) => `\`${first}\` and \`${second}\` both publish the host port ${port}`,
    help: () => 'whoever starts second fails; give one of them another host port',
  }),
  E3039: entry<InService & { mode: string }>({
    severity: 'warning',
    title: 'ports without a network of their own',
    message: ({ service, mode }) =>
      `\`${service}\` publishes ports, but with \`network_mode: ${mode}\` none is published`,
  }),
  E3040: entry<{ text: string; problem: string }>({
    severity: 'error',
    title: 'malformed port',
    message: ({ text, problem }) => `\`${text}\` is not a port mapping: ${problem}`,
    help: () =>
      'a port is a number from 0 to 65535; the form is [address:][host port:]container port[/protocol]',
  }),
  E3041: entry<{ text: string; number: number }>({
    severity: 'warning',
    title: 'port read as a number in base 60',
    message: ({ text, number }) => `\`${text}\` without quotes is the number ${number} to a YAML 1.1 reader`,
    help: ({ text }) => `write "${text}"`,
  }),
  E3042: entry<{ path: string; text: string; expected: string }>({
    severity: 'error',
    title: 'malformed address',
    message: ({ path, text, expected }) => `\`${path}\`: \`${text}\` is not ${expected}`,
  }),
  E3043: entry<InService & { address: string; network: string; problem: string }>({
    severity: 'warning',
    title: 'static address that the network cannot give',
    message: ({ service, address, network, problem }) =>
      `\`${service}\` asks for ${address} on \`${network}\`, ${problem}`,
  }),
  E3044: entry<Named & { key: string }>({
    severity: 'warning',
    title: 'external network with options',
    message: ({ name, key }) => `the network \`${name}\` is external, so its \`${key}\` has no effect`,
  }),
  E3045: entry<{ text: string }>({
    severity: 'error',
    title: 'malformed extra host',
    message: ({ text }) => `\`${text}\` is not an extra host`,
    help: () => 'the form is name=address',
  }),
  E3046: entry<Named>({
    severity: 'error',
    title: 'invalid project name',
    message: ({ name }) =>
      name === '' ? 'the project has no name' : `\`${name}\` cannot be the name of a project`,
    help: () => 'lower-case letters, digits, `-` and `_`, starting with a letter or digit',
  }),
  E3047: entry<{ key: string; path: string; frontEnd: string }>({
    severity: 'error',
    title: 'key that this front end does not know',
    message: ({ key, path, frontEnd }) => `\`${path}\`: ${frontEnd} does not know \`${key}\``,
  }),
  E3048: entry<InService & { text: string }>({
    severity: 'warning',
    title: 'name server that is no address',
    message: ({ service, text }) => `\`dns\` of \`${service}\`: \`${text}\` is not an IP address`,
    help: () => 'compose takes it, and the engine then refuses to make the container',
  }),
  E3049: entry<InService>({
    severity: 'warning',
    title: 'port published from internal networks',
    message: ({ service }) => `\`${service}\` publishes a port, and every network it is on is internal`,
    help: () => 'nothing outside reaches it: attach it to a network that is not internal, too',
  }),
  E3050: entry<InService & { count: number }>({
    severity: 'warning',
    title: 'large range of published ports',
    message: ({ service, count }) =>
      `\`${service}\` publishes ${count} ports, each with rules and processes of its own`,
    help: () => 'publish fewer, or use `network_mode: host`',
  }),
  E3051: entry<{ variable: string }>({
    severity: 'warning',
    title: 'name of the host that Linux does not know',
    message: ({ variable }) =>
      `\`${variable}\` names host.docker.internal, which resolves on Docker Desktop alone`,
    help: () => 'add `extra_hosts: ["host.docker.internal:host-gateway"]`',
  }),
} as const;
