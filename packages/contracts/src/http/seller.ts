import { type Static, Type } from 'typebox';
import { Email, SellerRole } from './auth.ts';
import { Rating } from './catalog.ts';
import { Instant, nullable, Slug, Uuid } from './primitives.ts';

export const Store = Type.Object({
  id: Uuid,
  slug: Slug,
  name: Type.String(),
  about: Type.String(),
  city: Type.String(),
  rating: Rating,
  joinedAt: Instant,
});
export type Store = Static<typeof Store>;
export const StoreList = Type.Object({ stores: Type.Array(Store) });
export type StoreList = Static<typeof StoreList>;

const Policy = Type.String({ maxLength: 2_000 });
/** In the seller's own words, as plain text; empty where nothing was written. */
export const StorePolicies = Type.Object({ returns: Policy, dispatch: Policy });
export const Shop = Type.Object({
  ...Store.properties,
  /** Number of reviews by stars: index 0 is one star. */
  ratingHistogram: Type.Array(Type.Integer({ minimum: 0 }), { minItems: 5, maxItems: 5 }),
  policies: StorePolicies,
});
export type Shop = Static<typeof Shop>;
export const EditStoreBody = Type.Object(
  {
    about: Type.String({ maxLength: 2_000 }),
    policies: Type.Object({ ...StorePolicies.properties }, { additionalProperties: false }),
  },
  { additionalProperties: false },
);
export type EditStoreBody = Static<typeof EditStoreBody>;

export const StoreParams = Type.Object({ slug: Slug }, { additionalProperties: false });

export const TeamMember = Type.Object({
  userId: Uuid,
  /** Null of a member who came without an invitation and is not the one who asks. */
  name: nullable(Type.String()),
  email: nullable(Type.String()),
  role: SellerRole,
  addedAt: Instant,
});
export type TeamMember = Static<typeof TeamMember>;
export const TeamInvitation = Type.Object({
  id: Uuid,
  email: Email,
  role: SellerRole,
  invitedAt: Instant,
  expiresAt: Instant,
});
export type TeamInvitation = Static<typeof TeamInvitation>;
export const Team = Type.Object({
  members: Type.Array(TeamMember),
  invitations: Type.Array(TeamInvitation),
});
export type Team = Static<typeof Team>;

export const InviteBody = Type.Object({ email: Email, role: SellerRole }, { additionalProperties: false });
export type InviteBody = Static<typeof InviteBody>;
export const ChangeMemberBody = Type.Object({ role: SellerRole }, { additionalProperties: false });
export const MemberParams = Type.Object({ userId: Uuid }, { additionalProperties: false });

/** An invitation as the one who is invited sees it. */
export const Invitation = Type.Object({
  id: Uuid,
  store: Type.Object({ name: Type.String(), slug: Slug }),
  role: SellerRole,
  expiresAt: Instant,
});
export type Invitation = Static<typeof Invitation>;
export const InvitationList = Type.Object({ items: Type.Array(Invitation) });
export type InvitationList = Static<typeof InvitationList>;
export const Membership = Type.Object({ sellerId: Uuid, role: SellerRole });
export type Membership = Static<typeof Membership>;
