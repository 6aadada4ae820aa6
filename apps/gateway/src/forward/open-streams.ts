import type { ServerResponse } from 'node:http';

/** Answers that never end by themselves: at a stop they are ended, so that the rest can drain. */
export class OpenStreams {
  readonly #responses = new Set<ServerResponse>();

  watch(response: ServerResponse): void {
    this.#responses.add(response);
    response.once('close', () => this.#responses.delete(response));
  }

  /** Browsers connect again by themselves, to whoever answers then. */
  end(): void {
    for (const response of this.#responses) {
      if (String(response.getHeader('content-type')).startsWith('text/event-stream')) response.end();
    }
  }
}
