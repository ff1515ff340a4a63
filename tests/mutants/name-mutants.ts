import { broken, containersOf, enginesOf, type Mutant } from './mutant.ts';

const addressOf = (networks: ReadonlyMap<string, { readonly ipAddress: string }>): string | undefined =>
  [...networks.values()].map(({ ipAddress }) => ipAddress).find((address) => address !== '');

/** Faults in who knows whom by name. */
export const nameMutants: readonly Mutant[] = [
  {
    fault: 'every container’s hosts file lists all containers of its host',
    law: 'names never cross networks',
    doing: broken((world) => {
      for (const { containers } of enginesOf(world)) {
        const lines = [...containers.values()].flatMap(({ name, networks }) => {
          const address = addressOf(networks);
          return address === undefined ? [] : [`${address}\t${name}\n`];
        });
        for (const { id } of containers.values()) {
          const key = `${id}:/etc/hosts`;
          if (world.files.has(key)) world.files.set(key, `127.0.0.1\tlocalhost\n${lines.join('')}`);
        }
      }
    }),
  },
  {
    fault: 'the default bridge knows names, as legacy links would',
    law: 'the default bridge knows no names',
    doing: broken((world) => {
      const known = containersOf(world).flatMap(({ name, networks }) => {
        const address = networks.get('bridge')?.ipAddress;
        return address ? [`${address}\t${name}\n`] : [];
      });
      for (const { id, networks } of containersOf(world)) {
        const key = `${id}:/etc/hosts`;
        if (networks.has('bridge') && world.files.has(key))
          world.files.set(key, `127.0.0.1\tlocalhost\n${known.join('')}`);
      }
    }),
  },
  {
    fault: 'a network’s resolver knows no names',
    law: 'neighbours on a network have names',
    doing: broken((world) => {
      for (const { controller } of enginesOf(world))
        for (const endpoint of controller.endpoints.values()) endpoint.names = [];
    }),
  },
  {
    fault: 'the resolver answers with the name of the neighbour before',
    law: 'neighbours on a network have names',
    doing: broken((world) => {
      for (const { controller, containers } of enginesOf(world)) {
        const all = [...controller.endpoints.values()];
        const nameOf = (id: string): string => containers.get(id)?.name ?? '';
        all.forEach((endpoint, i) => {
          const other = all[(i + 1) % all.length]!;
          if (endpoint.network === other.network) endpoint.names = [nameOf(other.container)];
        });
      }
    }),
  },
];
