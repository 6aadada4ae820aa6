import { defineError } from '@haat/platform/errors/domain-error.ts';

export const AccountDisabled = defineError(
  'auth.account-disabled',
  403,
  'This account is closed. Write to our support if you think that is a mistake.',
);
export const AccountNotFound = defineError('auth.account-not-found', 404, 'There is no such account.');
export const NotStaff = defineError('auth.not-staff', 404, 'Nobody of the staff has this account.');
export const StaffAlready = defineError('auth.staff-already', 409, 'This account has a role already.');
export const AddressUnproven = defineError(
  'auth.address-unproven',
  409,
  'The address of this account is not proven yet.',
);
export const OwnRole = defineError('auth.own-role', 409, 'Nobody changes their own role. Ask another super.');
export const LastSuper = defineError(
  'auth.last-super',
  409,
  'The market needs one super at least. Name another one first.',
);
export const AccountOfStaff = defineError(
  'auth.account-of-staff',
  409,
  'This account has a role among the staff. Take the role away first.',
);
export const OwnFactors = defineError(
  'auth.own-factors',
  409,
  'Nobody removes their own second step here. Ask another super.',
);
export const SuperNeeded = defineError(
  'auth.super-needed',
  403,
  'This account belongs to one of the staff. Only a super removes its second step.',
);
export const NoFactors = defineError('auth.no-factors', 409, 'This account has no second step.');
export const RemovalWaits = defineError(
  'auth.removal-waits',
  409,
  'The second step of this account is about to be removed already.',
);
export const NoRemoval = defineError(
  'auth.no-removal',
  404,
  'No second step of this account is about to be removed.',
);
export const NoStore = defineError('auth.no-store', 409, 'This account belongs to no store.');
export const OrdersOpen = defineError(
  'account.orders-open',
  409,
  'An order of yours is still on its way. The account can go when it has arrived.',
);
export const StillInTeam = defineError(
  'account.still-in-team',
  409,
  'This account acts for a store. Leave its team first.',
);
export const TooManyAddresses = defineError(
  'account.too-many-addresses',
  409,
  'The address book is full. Remove one first.',
);
export const AddressNotFound = defineError('account.address-not-found', 404, 'There is no such address.');
