import type { Session } from '@haat/contracts/http/auth.ts';
import type { LogInChallenge } from '@haat/contracts/http/factors.ts';
import type { FastifyReply } from 'fastify';
import type { LogInOutcome } from './finish-log-in.ts';
import { openSession, type SessionDependencies } from './open-session.ts';

/** 200 and a session, or 202 and what is still missing: the same by whichever way somebody comes in. */
export async function answerLogIn(
  dependencies: Pick<SessionDependencies, 'signer' | 'cookie' | 'devices'>,
  reply: FastifyReply,
  outcome: LogInOutcome,
): Promise<Session | LogInChallenge> {
  if (outcome.kind === 'session') return openSession(dependencies, reply, outcome.session);
  void reply.code(202);
  return outcome.challenge;
}
