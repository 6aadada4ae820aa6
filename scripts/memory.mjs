// How the one process of `npm start` treats memory; the benchmark and the tests start it alike.

/** A young generation between what saves memory (8 MB) and what saves time (64 MB). */
export const MEMORY_FLAGS = ['--max-semi-space-size=24'];

/** glibc keeps a heap a thread, up to eight a core, and gives none back; two are no slower here. */
export const MEMORY_ENVIRONMENT = { MALLOC_ARENA_MAX: '2' };
