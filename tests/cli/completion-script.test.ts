import { expect, test } from 'vitest';
import { completionScript } from '../../cli/completion-script.ts';
import { buildProgram } from '../../cli/program.ts';

const program = buildProgram();
const verbs = ['test', 'check', 'fmt', 'trace', 'explain', 'completion'];

test.each(['bash', 'zsh', 'fish'] as const)('%s completes every verb and the options of each', (shell) => {
  const script = completionScript(shell, program);
  for (const verb of verbs) expect(script).toContain(verb);
  expect(script).toMatch(/engine-version/);
  expect(script).not.toContain('undefined');
});
