import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ROOT } from './tree.ts';

it('the generated reference says what the code says', { timeout: 120_000 }, () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/generate-docs.ts', '--check'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect([stdout, stderr.replace(/^.*Warning:.*\n|^\(Use `node .*\n/gm, ''), status]).toEqual(['', '', 0]);
});
