import type { Link, LinkId } from '../../../kernel/kernel.ts';
import { addLink, linkByName, setUp } from '../../../kernel/links.ts';
import { randomMac } from '../../../random.ts';
import type { World } from '../../../world.ts';
import { hostRoot } from '../host.ts';
import { done, internal, invalid, type Result } from '../result.ts';
import { parseInteger } from './go-values.ts';

/** Finds the link that a macvlan or ipvlan network hangs on, or makes it: a VLAN of a link, or a dummy. */
export function ensureParent(
  world: World,
  host: string,
  name: string,
  isDummy: boolean,
): Result<{ readonly link: LinkId; readonly made: boolean }> {
  const known = linkByName(world.kernel, hostRoot(world, host), name);
  if (known !== undefined) return done({ link: known.id, made: false });
  const made = isDummy ? addDummy(world, host, name) : addVlan(world, host, name);
  if (!made.ok) return made;
  setUp(world.kernel, made.value.id);
  return done({ link: made.value.id, made: true });
}

function addDummy(world: World, host: string, name: string): Result<Link> {
  if (!world.kernel.machines.get(host)!.features.dummy) return internal('operation not supported');
  return done(
    addLink(world.kernel, hostRoot(world, host), { kind: 'dummy', name, mac: randomMac(world.random) }),
  );
}

/** `eth0.10` is VLAN 10 of eth0. */
function addVlan(world: World, host: string, name: string): Result<Link> {
  if (!name.includes('.'))
    return invalid(`invalid subinterface vlan name ${name}, example formatting is eth0.10`);
  const [base = '', text = '', ...rest] = name.split('.');
  if (rest.length > 0)
    return invalid(
      `required interface name format is: name.vlan_id, ex. eth0.10 for vlan 10, instead received ${name}`,
    );
  const vlan = parseInteger(text);
  if (!vlan.ok) return invalid(`unable to parse a valid vlan id from: ${text} (ex. eth0.10 for vlan 10)`);
  const parent = linkByName(world.kernel, hostRoot(world, host), base);
  if (parent === undefined) return invalid(`-o parent interface does was not found on the host: ${base}`);
  if (vlan.value < 1 || vlan.value > 4094)
    return invalid(`vlan id must be between 1-4094, received: ${vlan.value}`);
  if (!world.kernel.machines.get(host)!.features.vlan)
    return internal(`failed to create ${name} vlan link: operation not supported`);
  return done(
    addLink(world.kernel, hostRoot(world, host), {
      kind: 'vlan',
      name,
      mac: parent.mac,
      mtu: parent.mtu,
      parent: parent.id,
      vlan: vlan.value,
    }),
  );
}
