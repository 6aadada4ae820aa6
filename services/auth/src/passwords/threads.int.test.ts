import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { createThreads } from './threads.ts';

type Task = 'who' | 'fail' | 'exit' | 'throw';

const worker = (text: string) => new URL(`data:text/javascript,${encodeURIComponent(text)}`);
const WORKING = worker(`
  import { parentPort, threadId } from 'node:worker_threads';
  parentPort.on('message', (task) => {
    if (task === 'exit') process.exit(3);
    if (task === 'throw') throw new Error('thrown');
    parentPort.postMessage(task === 'fail' ? { failure: 'no such thing' } : { result: threadId });
  });
`);
const open = (file: URL, idleMs = 60_000) => createThreads<Task, number>(file, { idleMs });

describe('threads', () => {
  it('begin one for each task that is under way, and take it again for the next', async () => {
    const { run } = open(WORKING);
    const both = await Promise.all([run('who'), run('who')]);
    expect(new Set(both).size).toBe(2);
    expect(both).toContain(await run('who'));
  });

  it('say why a task failed, and go on', async () => {
    const { run } = open(WORKING);
    const first = await run('who');
    await expect(run('fail')).rejects.toThrow('no such thing');
    expect(await run('who')).toBe(first);
  });

  it.each<[Task, string]>([
    ['exit', 'a thread ended with code 3 before it answered'],
    ['throw', 'thrown'],
  ])('that die (%s) fail their own task, and the next has a new one', async (task, message) => {
    const { run } = open(WORKING);
    const first = await run('who');
    await expect(run(task)).rejects.toThrow(message);
    expect(await run('who')).not.toBe(first);
  });

  it('that cannot begin fail each task', async () => {
    const { run } = open(worker(`throw new Error('no such library')`));
    await expect(run('who')).rejects.toThrow('no such library');
    await expect(run('who')).rejects.toThrow('no such library');
  });

  it('end when there was no work for a while', async () => {
    const { run } = open(WORKING, 1);
    const first = await run('who');
    await vi.waitFor(async () => expect(await run('who')).not.toBe(first), { timeout: 10_000 });
  });
});

/** In a process of its own, which has to come to its end by itself. */
async function runAlone(text: string): Promise<unknown> {
  const script = `import { checkPassword, hashPassword } from '${new URL('./password.ts', import.meta.url)}'; ${text}`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module-typescript', '--eval', script],
    { timeout: 20_000 },
  );
  return JSON.parse(stdout);
}

describe('the threads that hash', () => {
  it('keep no process alive', async () => {
    const checked = await runAlone(`
      const stored = await hashPassword('three quiet words');
      const passwords = ['three quiet words', 'three quiet wordz'];
      console.log(JSON.stringify(await Promise.all(passwords.map((each) => checkPassword(stored, each)))));
    `);
    expect(checked).toEqual([true, false]);
  });

  it('answer a hash that cannot be read with an error', async () => {
    const message = await runAlone(
      `console.log(JSON.stringify(await checkPassword('no hash', 'three quiet words').catch((error) => error.message)));`,
    );
    expect(message).toMatch(/Decoding failed/);
  });

  it.runIf(process.platform === 'linux')('step back for whatever else the process does', async () => {
    const priorities = await runAlone(`
      const { readdirSync, readFileSync } = await import('node:fs');
      const { getPriority } = await import('node:os');
      await hashPassword('three quiet words');
      const threads = readdirSync('/proc/self/task');
      const nameOf = (thread) => readFileSync('/proc/self/task/' + thread + '/comm', 'utf8').trim();
      const niceness = threads.map((thread) => [nameOf(thread) === 'passwords', getPriority(Number(thread)) - getPriority()]);
      console.log(JSON.stringify([niceness.filter(([is]) => is).map(([, nice]) => nice), niceness.filter(([is]) => !is).every(([, nice]) => nice === 0)]));
    `);
    expect(priorities).toEqual([[10], true]);
  });
});
