/** A scenario with `count` containers on one bridge of its own, each publishing nothing. */
export function bridgeScenario(count: number): string {
  const containers = Array.from(
    { length: count },
    (_, i) => `  container c${i} { image nginx; network app }`,
  );
  return `scenario "bench" {\n  host h1 { address 192.168.1.31/24 }\n  network app { subnet 10.10.0.0/16 }\n${containers.join('\n')}\n}\n`;
}

/** A long file of ordinary content, and the same content as plain data for the readers beside it. */
export function longFile(scenarios: number): { readonly dnet: string; readonly data: unknown } {
  const names = Array.from({ length: scenarios }, (_, i) => `shop${i}`);
  const dnet = names
    .map(
      (name) => `scenario "${name}" {
  host laptop { address 192.168.1.31/24 }
  network front { subnet 172.30.0.0/16 { gateway 172.30.0.1 } }
  network back { subnet 172.31.0.0/16; internal }
  container proxy { image nginx; network front as edge; publish 8080:80, 127.0.0.1:8443:443 }
  container api { image nginx; network front, back }
  container db { image postgres; network back }
  expect proxy reaches api:80 by name
  expect api reaches db:5432
  expect proxy cannot reach db because isolated
  step "api goes" { stop api }
  expect proxy cannot reach api:80
}
`,
    )
    .join('\n');
  const data = names.map((name) => ({
    scenario: name,
    host: { laptop: { address: '192.168.1.31/24' } },
    networks: {
      front: { subnet: '172.30.0.0/16', gateway: '172.30.0.1' },
      back: { subnet: '172.31.0.0/16', internal: true },
    },
    containers: {
      proxy: {
        image: 'nginx',
        networks: { front: { aliases: ['edge'] } },
        publish: ['8080:80', '127.0.0.1:8443:443'],
      },
      api: { image: 'nginx', networks: { front: {}, back: {} } },
      db: { image: 'postgres', networks: { back: {} } },
    },
    claims: [
      { from: 'proxy', to: 'api:80', byName: true, holds: true },
      { from: 'api', to: 'db:5432', holds: true },
      { from: 'proxy', to: 'db', holds: false, because: 'isolated' },
    ],
    steps: [{ name: 'api goes', stop: 'api', claims: [{ from: 'proxy', to: 'api:80', holds: false }] }],
  }));
  return { dnet, data };
}
