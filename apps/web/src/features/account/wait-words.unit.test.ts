import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../shared/lib/api-problem.ts';
import { waitWords } from './wait-words.ts';

const problem = (code: string, meta?: Record<string, unknown>) =>
  new ApiProblem({
    type: '',
    title: 'The title',
    status: 429,
    code,
    requestId: '',
    ...(meta ? { meta } : {}),
  });

describe('too many attempts', () => {
  it.each([
    [1, 'a minute'],
    [60, 'a minute'],
    [61, '2 minutes'],
    [900, '15 minutes'],
  ])('with %i seconds to wait are told as %s', (retryAfterSeconds, words) => {
    expect(waitWords(problem('auth.too-many-attempts', { retryAfterSeconds }))).toContain(
      `Try again in ${words},`,
    );
  });

  it('are told in the server’s words where it does not say how long', () => {
    expect(waitWords(problem('auth.too-many-attempts'))).toBe('The title');
  });

  it.each([[problem('auth.wrong-credentials')], [new Error('x')], [undefined]])(
    'are not seen in %s',
    (error) => {
      expect(waitWords(error)).toBeUndefined();
    },
  );
});
