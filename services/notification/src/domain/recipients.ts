import type { UserActor } from '@haat/platform/auth/actor.ts';

/** Whose messages a user may read: the user's own and the store's. */
export const recipientsOf = (user: UserActor): string[] => [
  `user:${user.userId}`,
  ...(user.sellerId ? [`seller:${user.sellerId}`] : []),
];
