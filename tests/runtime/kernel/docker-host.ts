import { bridge, container, iptables, type Lab, machine, newLab, route, serve, sysctl } from './lab.ts';

/** What dockerd 20.10 writes for docker0 and one network `back`, with `web` published on 8080. */
const RULES = [
  '-t nat -N DOCKER',
  '-t nat -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
  '-t nat -A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER',
  '-t nat -A POSTROUTING -s 172.18.0.0/16 ! -o back -j MASQUERADE',
  '-t nat -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
  '-t nat -A POSTROUTING -s 172.17.0.2/32 -d 172.17.0.2/32 -p tcp --dport 80 -j MASQUERADE',
  '-t nat -A DOCKER -i back -j RETURN',
  '-t nat -A DOCKER -i docker0 -j RETURN',
  '-t nat -A DOCKER ! -i docker0 -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80',
  '-N DOCKER',
  '-N DOCKER-ISOLATION-STAGE-1',
  '-N DOCKER-ISOLATION-STAGE-2',
  '-N DOCKER-USER',
  '-P FORWARD DROP',
  '-A FORWARD -j DOCKER-USER',
  '-A FORWARD -j DOCKER-ISOLATION-STAGE-1',
  '-A FORWARD -o back -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
  '-A FORWARD -o back -j DOCKER',
  '-A FORWARD -i back ! -o back -j ACCEPT',
  '-A FORWARD -i back -o back -j ACCEPT',
  '-A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
  '-A FORWARD -o docker0 -j DOCKER',
  '-A FORWARD -i docker0 ! -o docker0 -j ACCEPT',
  '-A FORWARD -i docker0 -o docker0 -j ACCEPT',
  '-A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp --dport 80 -j ACCEPT',
  '-A DOCKER-ISOLATION-STAGE-1 -i back ! -o back -j DOCKER-ISOLATION-STAGE-2',
  '-A DOCKER-ISOLATION-STAGE-1 -i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2',
  '-A DOCKER-ISOLATION-STAGE-1 -j RETURN',
  '-A DOCKER-ISOLATION-STAGE-2 -o back -j DROP',
  '-A DOCKER-ISOLATION-STAGE-2 -o docker0 -j DROP',
  '-A DOCKER-ISOLATION-STAGE-2 -j RETURN',
  '-A DOCKER-USER -j RETURN',
];

/** Host h1 (web and other on docker0, db on back), a client and a dead gateway on the LAN; docker-proxy for 8080. */
export function dockerHost(): Lab {
  const lab = newLab();
  machine(lab, 'client', { lan: ['192.168.1.100/24'] });
  machine(lab, 'gateway', { lan: ['192.168.1.1/24'] });
  machine(lab, 'h1', { lan: ['192.168.1.31/24'] });
  route(lab, 'client', 'default', '192.168.1.1');
  route(lab, 'h1', 'default', '192.168.1.1');
  sysctl(lab, 'h1', 'net.ipv4.ip_forward', '1');
  bridge(lab, 'h1', 'docker0', '172.17.0.1/16');
  bridge(lab, 'h1', 'back', '172.18.0.1/16');
  container(lab, 'h1/web', 'docker0', '172.17.0.2/16', '172.17.0.1');
  container(lab, 'h1/other', 'docker0', '172.17.0.3/16', '172.17.0.1');
  container(lab, 'h1/db', 'back', '172.18.0.2/16', '172.18.0.1');
  iptables(lab, 'h1', ...RULES);
  serve(lab, 'h1/web', 'tcp', 80);
  serve(lab, 'h1/web', 'udp', 5000);
  serve(lab, 'h1/db', 'tcp', 5432);
  serve(lab, 'client', 'tcp', 7000);
  serve(lab, 'h1', 'tcp', 7001);
  serve(lab, 'h1', 'tcp', 8080, { service: { kind: 'proxy', to: 0xac110002, port: 80 } });
  return lab;
}
