import { expect, test } from 'vitest';
import type { Block } from '../../walkthrough/story/page.ts';
import { tell } from './harness.ts';

const SWARM = `scenario "two laptops" {
  swarm {
    manager laptop1 { address 192.168.1.31/24 }
    worker laptop2 { address 192.168.1.146/24 }
  }
  expect output with "laptop1" from laptop1$ docker node ls
  expect output with "laptop2" from laptop1$ docker node ls
  expect output without "laptop3" from laptop1$ docker node ls
  step "three copies" { service web { image nginx; replicas 3 } }
}`;

const consoles = (blocks: readonly Block[]) =>
  blocks.flatMap((block) =>
    block.kind === 'console' ? block.commands.map((entry) => ({ prompt: block.prompt, ...entry })) : [],
  );
const questions = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === 'check' ? block.items : []));

const [begin, scaled] = tell(SWARM).page.sections[0]!.stages;

test('a node joins with the token that the terminal of the manager showed', () => {
  const [init, join] = consoles(begin!.blocks);
  expect(init!.command).toBe('docker swarm init');
  const [command] = /docker swarm join --token SWMTKN-1-\S+ 192\.168\.1\.31:2377/.exec(init!.output)!;
  expect(join).toEqual({ prompt: 'laptop2', command, output: 'This node joined a swarm as a worker.\n' });
});

test('a command waits on its terminal for what the story goes on without', () => {
  expect(consoles(scaled!.blocks)[0]!.output).toMatch(
    /overall progress: 3 out of 3 tasks\nverify: Service \S+ converged\n$/,
  );
});

test('claims on one output are one question; that something is missing is asked for by name', () => {
  const [shown, missing, ...others] = questions(begin!.blocks);
  expect(shown!.question).toBe('What does `docker node ls` on `laptop1` say?');
  expect(shown!.claims).toHaveLength(2);
  expect(shown!.output!.split('\n')).toEqual([
    expect.stringContaining('laptop1'),
    expect.stringContaining('laptop2'),
  ]);
  expect(missing!.question).toBe('Does `docker node ls` on `laptop1` show `laptop3`?');
  expect(missing!.answer).toBe('No:');
  expect(others).toEqual([]);
});
