import { readFile, writeFile } from 'node:fs/promises';

const LOOK_EVERY_MS = 1_000;
/** Who is not root may set one in a tenth of a second. */
const NEXT_MS = 150;

/**
 * Linux may weigh sessions against each other (sched(7), autogroup), and each process of PostgreSQL begins a session of its
 * own: its niceness then counts among nobody, and what is inherited is none. So each session is told when it is seen.
 * Where there is no such thing, plain niceness does it, and this does nothing.
 * @param server process id of the postmaster
 * @param nice 1 to 19
 * @returns what ends it
 */
export function stepBack(server: number, nice: number): () => void {
  let told = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let ended = false;

  const look = async () => {
    const children = await readFile(`/proc/${server}/task/${server}/children`, 'utf8');
    const pids = children.trim().split(' ').filter(Boolean);
    told = new Set(pids.filter((pid) => told.has(pid)));
    for (const pid of pids) {
      if (told.has(pid)) continue;
      const failure = await writeFile(`/proc/${pid}/autogroup`, String(nice)).then(
        () => undefined,
        (error: NodeJS.ErrnoException) => error.code,
      );
      if (failure === 'EAGAIN') return NEXT_MS;
      // Gone already, or nobody's to tell: not asked again.
      told.add(pid);
    }
    return LOOK_EVERY_MS;
  };
  const watch = () => {
    look().then(
      (pause) => {
        if (!ended) timer = setTimeout(watch, pause).unref();
      },
      // No such list of children: another system, or the server has ended.
      () => {},
    );
  };
  watch();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
