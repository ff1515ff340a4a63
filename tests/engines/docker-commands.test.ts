import { expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { dockerCommands } from '../../engines/fuzz/docker-commands.ts';

test('a scenario as commands that anyone can paste', () => {
  const { ir } = compile('a.dnet', SOURCE);
  expect(dockerCommands(ir!.scenarios[0]!)).toEqual([
    'docker network create --subnet 172.30.0.0/16 --internal front',
    'docker network create back',
    'docker create --name api --network front --network-alias door -p 8080:80 nginx',
    'docker network connect back api',
    'docker start api',
    '# later',
    'docker rm -f api',
  ]);
});

const SOURCE = `scenario "a" {
  network front { subnet 172.30.0.0/16; internal }
  network back
  container api { image nginx; network front as door; network back; publish 8080:80 }
  step "later" { remove api }
}`;
