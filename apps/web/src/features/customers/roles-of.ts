import type { Customer } from '@haat/contracts/http/customer.ts';

/** What an account is, in words. */
export const rolesOf = ({ sellerRole, staffRole }: Pick<Customer, 'sellerRole' | 'staffRole'>): string[] => {
  const roles = [
    ...(sellerRole ? [`Store: ${sellerRole}`] : []),
    ...(staffRole ? [`Staff: ${staffRole}`] : []),
  ];
  return roles.length > 0 ? roles : ['Customer'];
};
