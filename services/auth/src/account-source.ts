import { clientAddress } from '@haat/platform/http/client-address.ts';
import type { FastifyRequest } from 'fastify';
import type { Place } from './db/session-repository.ts';
import type { KnownDevices } from './known-device.ts';
import { coarseNetworkOf, deviceOf } from './place.ts';

/** From where something is done to an account, as its owner may be told later. */
export interface AccountSource extends Place {
  /** Of whom is logged in already. */
  readonly sessionId: string | null;
}

/** The same, where a session may come of it. */
export interface SessionSource extends AccountSource {
  /** @returns an id of the browser; undefined where the account was never logged in there */
  knownDevice(userId: string | undefined): string | undefined;
}

export const accountSource = (request: FastifyRequest): AccountSource => ({
  device: deviceOf(request.headers['user-agent']),
  network: coarseNetworkOf(clientAddress(request)),
  sessionId: request.actor.kind === 'user' ? request.actor.sessionId : null,
});

export const sessionSource = (request: FastifyRequest, devices: KnownDevices): SessionSource => ({
  ...accountSource(request),
  knownDevice: (userId) => devices.find(request, userId),
});
