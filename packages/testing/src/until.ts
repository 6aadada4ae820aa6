const PATIENCE_MS = 25_000;

/**
 * Asks again and again until there is an answer: what is asynchronous is waited for by its outcome.
 * @param probe undefined and false mean: not yet
 * @throws Error naming `what` when it does not come true
 */
export async function until<Result>(
  what: string,
  probe: () => Promise<Result | undefined | false> | Result | undefined | false,
): Promise<Result> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let pause = 2; Date.now() < deadline; pause = Math.min(pause * 1.5, 100)) {
    const result = await probe();
    if (result !== undefined && result !== false) return result;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`waited in vain for: ${what}`);
}
