import { formatIp } from '../../address/ip.ts';
import type { IpvsService } from '../../kernel/kernel.ts';
import type { Command } from '../command.ts';
import { fail, succeed } from '../language/command-result.ts';

const HEADING =
  'IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\n';
const FORWARD = { masq: 'Masq', route: 'Route' } as const;
const OPTION = { masq: '-m', route: '-g' } as const;

/** `ipvsadm -ln` and `ipvsadm-save -n`: the virtual servers of the namespace, chosen by firewall mark. */
export const ipvsadm: Command = (args, { world, netns, machine }) => {
  if (!world.kernel.machines.get(machine)?.features.ipVs)
    return fail(
      2,
      "Can't initialize ipvs: Protocol not available\nAre you sure that IP Virtual Server is built in the kernel or as module?\n",
    );
  const options = args.join('').replaceAll('-', '');
  if (!/^[lLn]*$/.test(options))
    return fail(2, `ipvsadm: dnet knows -l, -L and -n, not '${args.join(' ')}'\n`);
  const services = sorted(world.kernel.namespaces.get(netns)!.ipvs);
  return succeed(HEADING + services.map(listing).join(''));
};

export const ipvsadmSave: Command = (_args, { world, netns }) =>
  succeed(
    sorted(world.kernel.namespaces.get(netns)!.ipvs)
      .map(({ mark, scheduler, destinations }) =>
        [
          `-A -f ${mark} -s ${scheduler}\n`,
          ...byAddress(destinations).map(
            ({ address, forward, weight }) =>
              `-a -f ${mark} -r ${formatIp(address)}:0 ${OPTION[forward]} -w ${weight}\n`,
          ),
        ].join(''),
      )
      .join(''),
  );

const sorted = (services: readonly IpvsService[]): readonly IpvsService[] =>
  [...services].sort((a, b) => a.mark - b.mark);

/** The tool sorts by address and does not show whose turn it is. */
const byAddress = (destinations: IpvsService['destinations']): IpvsService['destinations'] =>
  [...destinations].sort((a, b) => (a.address < b.address ? -1 : 1));

function listing({ mark, scheduler, destinations }: IpvsService): string {
  const lines = byAddress(destinations).map(({ address, forward, weight, activeConnections }) => {
    const where = `${formatIp(address)}:0`.padEnd(28);
    return `  -> ${where} ${FORWARD[forward].padEnd(7)} ${String(weight).padEnd(6)} ${String(activeConnections).padEnd(10)} 0         \n`;
  });
  return `FWM  ${mark} ${scheduler}\n${lines.join('')}`;
}
