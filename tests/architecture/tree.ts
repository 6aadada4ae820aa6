import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const SERVICES = globSync('services/*/package.json', { cwd: ROOT })
  .map((file) => file.split('/')[1] ?? '')
  .sort();

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
export const exists = (path: string): boolean => existsSync(join(ROOT, path));

/** Files of ours by a pattern, from the repository's root. */
export const find = (...patterns: string[]): string[] =>
  globSync(patterns, {
    cwd: ROOT,
    exclude: ['**/node_modules', '**/dist', '**/dist.new', '**/.haat'],
  }).sort();
