import { succeed } from '../language/command-result.ts';
import { complain } from './options.ts';
import type { TextTool } from './tool.ts';

/** The last part of a path, without a suffix when one is given. */
export const basename: TextTool = ([path, suffix = '', extra]) => {
  if (path === undefined) return complain({ tool: 'basename', flags: '' }, 'missing operand');
  if (extra !== undefined) return complain({ tool: 'basename', flags: '' }, `extra operand '${extra}'`);
  const name = path.replace(/(?!^)\/+$/, '').replace(/^.*\/(?=[^/])/, '');
  const shortened = suffix !== '' && name !== suffix && name.endsWith(suffix);
  return succeed(`${shortened ? name.slice(0, -suffix.length) : name}\n`);
};

/** A path without its last part. */
export const dirname: TextTool = (paths) => {
  if (paths.length === 0) return complain({ tool: 'dirname', flags: '' }, 'missing operand');
  const parents = paths.map((path) => {
    const trimmed = path.replace(/\/+$/, '');
    if (trimmed === '') return path === '' ? '.' : '/';
    if (!trimmed.includes('/')) return '.';
    return trimmed.replace(/\/+[^/]*$/, '') || '/';
  });
  return succeed(`${parents.join('\n')}\n`);
};
