import type { MailKind } from '@haat/contracts/http/notification.ts';

/** Kinds that a user may have or not; whoever said nothing gets what stands here. */
export const OPTIONAL_MAILS = { deliveries: true, offers: false } as const;
export type OptionalMailKind = keyof typeof OPTIONAL_MAILS;

export const isOptional = (kind: MailKind): kind is OptionalMailKind => kind in OPTIONAL_MAILS;
