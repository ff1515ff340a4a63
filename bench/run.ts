import { coldStart } from './cold-start.ts';
import { compiling } from './compile.ts';
import { memory } from './memory.ts';
import { properties } from './properties.ts';
import { proving } from './prove.ts';
import { swarmScale } from './swarm-scale.ts';
import { verdicts } from './verdicts.ts';

for (const group of [verdicts, compiling, coldStart, memory, swarmScale, properties, proving])
  for (const { what, value, aim } of group())
    console.log(`${what.padEnd(52)} ${value}${aim === undefined ? '' : `   (aim ${aim})`}`);
