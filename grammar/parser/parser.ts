import { FileRules } from './file-rules.ts';

/** The grammar of `.dnet`: values, claims, actions and files, each in a file of its own. */
export class DnetParser extends FileRules {
  constructor() {
    super();
    this.performSelfAnalysis();
  }
}

let parser: DnetParser | undefined;

/** One parser for all files: building it costs more than reading a small file. */
export function theParser(): DnetParser {
  parser ??= new DnetParser();
  return parser;
}
