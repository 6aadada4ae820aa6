/** Whose messages a user may read: the user's own and the store's. */
export const recipientsOf = (user: {
  readonly userId: string;
  readonly sellerId: string | null;
}): string[] => [`user:${user.userId}`, ...(user.sellerId ? [`seller:${user.sellerId}`] : [])];
