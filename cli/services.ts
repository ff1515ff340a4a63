import { readPlan } from '../compiler/compose/read-plan.ts';
import type { ShellServices } from '../runtime/shell/command.ts';

/** What the shell's commands cannot do without the compiler. */
export const SERVICES: ShellServices = { readCompose: readPlan };
