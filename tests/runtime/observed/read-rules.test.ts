import { expect, test } from 'vitest';
import { addMachine, createKernel } from '../../../runtime/kernel/create.ts';
import { netnsOf } from '../../../runtime/kernel/link-registry.ts';
import { saveRuleset } from '../../../runtime/kernel/netfilter/save.ts';
import { readRules } from '../../../runtime/observed/read-rules.ts';

const SAVED = `*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:DOCKER - [0:0]
-A FORWARD -o docker0 -j DOCKER
-A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT
COMMIT
`;

test('rules that iptables-save printed are printed alike again', () => {
  const kernel = createKernel();
  const { ipv4 } = netnsOf(kernel, addMachine(kernel, { name: 'h1', kind: 'host' }).root);
  expect(readRules(kernel, ipv4, SAVED)).toEqual([]);
  const printed = saveRuleset(ipv4, { program: '', time: '' });
  expect(
    printed
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .join('\n'),
  ).toBe(SAVED);
});

test('what dnet cannot read is handed back', () => {
  const kernel = createKernel();
  const { ipv4 } = netnsOf(kernel, addMachine(kernel, { name: 'h1', kind: 'host' }).root);
  const strange = '-A FORWARD -m geoip --source-country XX -j DROP';
  expect(readRules(kernel, ipv4, `*filter\n:FORWARD ACCEPT [0:0]\n${strange}\nCOMMIT\n`)).toEqual([strange]);
});
