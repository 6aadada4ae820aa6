import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

const bootstrap = new URL('./bootstrap.mjs', import.meta.url).href;
const SERVER = `
  process.once('SIGTERM', () => { console.log('drained'); process.exit(0); });
  setInterval(() => {}, 1000);
  console.log('open');
`;

it('what npm runs is told to stop when the shell that npm put in between is ended', async () => {
  const script = `import { runPinned } from '${bootstrap}'; runPinned(['--eval', process.env.SERVER]);`;
  const shell = spawn('sh', ['-c', '"$NODE" --input-type=module --eval "$SCRIPT"; exit'], {
    env: { ...process.env, NODE: process.execPath, SCRIPT: script, SERVER, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  shell.stdout.on('data', (chunk) => {
    output += chunk;
    if (output === 'open\n') shell.kill('SIGTERM');
  });
  // The pipe ends when the last of the three has.
  await once(shell.stdout, 'end');
  expect(output).toBe('open\ndrained\n');
});
