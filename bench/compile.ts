import { parse, stringify } from 'yaml';
import { compile } from '../compiler/compile.ts';
import { parseSource } from '../grammar/parse-source.ts';
import { longFile } from './sources.ts';
import { type Figure, medianMs } from './stopwatch.ts';

const rate = (bytes: number, ms: number): string => `${(bytes / 1e6 / (ms / 1000)).toFixed(1)} MB/s`;

export function compiling(): Figure[] {
  const { dnet, data } = longFile(600);
  const [json, yaml] = [JSON.stringify(data, null, 2), stringify(data)];
  const parsing = medianMs(() => parseSource('bench.dnet', dnet));
  const whole = medianMs(() => compile('bench.dnet', dnet), 5);
  const jsonMs = medianMs(() => JSON.parse(json));
  const yamlMs = medianMs(() => parse(yaml, { maxAliasCount: -1 }), 3);
  return [
    {
      what: `parse ${(dnet.length / 1e3).toFixed(0)} kB of .dnet`,
      value: rate(dnet.length, parsing),
      aim: '7 MB/s',
    },
    { what: 'compile the same to IR', value: rate(dnet.length, whole) },
    {
      what: 'JSON.parse of the same content',
      value: `${rate(json.length, jsonMs)} (${(parsing / jsonMs).toFixed(1)} times as fast in time)`,
    },
    {
      what: 'yaml of the same content',
      value: `${rate(yaml.length, yamlMs)} (${(yamlMs / parsing).toFixed(1)} times as slow in time)`,
    },
  ];
}
