import { expect, test } from 'vitest';
import { composeConfig } from '../../../compiler/compose/config.ts';
import { project } from './read.ts';

// The order of keys is that of the fields in compose-go types/types.go; mappings print sorted, digits as numbers.
test('config prints long forms in the order of docker compose', () => {
  const text = `
x-note: kept
volumes: { data: }
networks:
  back: { internal: true, driver_opts: { b: 1, a: x }, ipam: { config: [{ gateway: 10.0.0.1, subnet: 10.0.0.0/24 }] } }
services:
  web10: { image: b, networks: [back] }
  web2:
    volumes: ["data:/x"]
    user: "1000"
    ports: ["[::1]:80:80/udp", "81"]
    networks: { back: { priority: 3, aliases: [w] }, default: }
    links: ["web10:w"]
    image: a
    extra_hosts: { b: "::1", a: 1.1.1.1 }
    environment: { B: 2, A: "yes", C: }
    deploy: { endpoint_mode: dnsrr, mode: replicated, placement: { constraints: [node.role == worker] } }
    command: run "it all"
`;
  expect(composeConfig(project(text))).toBe(`name: demo
services:
  web2:
    command:
      - run
      - it all
    depends_on:
      web10:
        condition: service_started
        restart: true
        required: true
    deploy:
      mode: replicated
      placement:
        constraints:
          - node.role == worker
      endpoint_mode: dnsrr
    environment:
      A: "yes"
      B: "2"
      C: null
    extra_hosts:
      - a=1.1.1.1
      - b=::1
    image: a
    links:
      - web10:w
    networks:
      back:
        aliases:
          - w
        priority: 3
      default: null
    ports:
      - mode: ingress
        host_ip: ::1
        target: 80
        published: "80"
        protocol: udp
      - mode: ingress
        target: 81
        protocol: tcp
    user: "1000"
    volumes:
      - data:/x
  web10:
    image: b
    networks:
      back: null
networks:
  back:
    name: demo_back
    driver_opts:
      a: x
      b: "1"
    ipam:
      config:
        - subnet: 10.0.0.0/24
          gateway: 10.0.0.1
    internal: true
  default:
    name: demo_default
volumes:
  data: null
x-note: kept
`);
});

test('what config prints reads as the same project', () => {
  const text = `name: again
services:
  web: { image: a, ports: ["80-82:80-82", "9000-9009:90"], dns: 192.0.2.1, expose: [1, 2/udp], networks: [n] }
  db: { image: b, depends_on: [web], sysctls: [a=1], network_mode: "service:web" }
networks: { n: { labels: [x=y], enable_ipv6: true, attachable: true } }
`;
  const printed = composeConfig(project(text));
  expect(composeConfig(project(printed))).toBe(printed);
});
