import type { TwoOfEach } from './two-of-each.ts';

/** A route at which something of A's is named, and how A themselves would call it. */
export interface OwnedCall {
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** What a stranger gets; 404 where nothing else is said: it is not even told that it is there. */
  readonly foreign?: number;
  /** Who owns it; the buyer where nothing else is said. */
  readonly owner?: 'seller' | 'invited' | 'key';
  /** What the owner gets; any success where nothing else is said. `null`: an answer that does not end. */
  readonly own?: number | null;
}

const key = (name: string) => ({ 'idempotency-key': `owned-routes-${name}` });

/** Every route with a name in its path that is not for staff or services. A route that is missing here fails the suite. */
export const ownedRoutes = (two: TwoOfEach): Readonly<Record<string, OwnedCall>> => {
  const order = `/v1/orders/${two.order.order.id}`;
  const open = `/v1/orders/${two.openOrder.order.id}`;
  const spare = `/v1/orders/${two.spareOrder.order.id}`;
  const part = '/v1/seller/orders';
  const delivered = `/v1/orders/${two.deliveredOrder.order.id}`;
  const ofBuyer = (name: 'withdraw' | 'ship') =>
    `/v1/orders/${two.returns[name].orderId}/returns/${two.returns[name].id}/${name}`;
  const ofSeller = (name: 'approve' | 'refuse' | 'receive') =>
    `/v1/seller/returns/${two.returns[name].id}/${name}`;
  const lines = [{ offerId: two.a.offerId, quantity: 1 }];
  return {
    'GET /v1/orders/:id': { path: order },
    'GET /v1/orders/:id/events': { path: `${order}/events`, own: null },
    'POST /v1/orders/:id/payment': { path: `${open}/payment` },
    'POST /v1/orders/:id/payment/keep-card': { path: `${open}/payment/keep-card`, body: { keep: true } },
    'POST /v1/orders/:id/payment/card': { path: `${open}/payment/card`, body: { cardId: two.cards[1] } },
    'DELETE /v1/cards/:id': { path: `/v1/cards/${two.cards[0]}` },
    'POST /v1/orders/:id/cancel': { path: `${open}/cancel`, body: { reason: 'Changed my mind' } },
    'POST /v1/orders/:id/cancellations/quote': { path: `${spare}/cancellations/quote`, body: { lines } },
    'POST /v1/orders/:id/cancellations': {
      path: `${spare}/cancellations`,
      headers: key('cancel-lines'),
      body: { lines, reason: 'Changed my mind' },
    },
    'POST /v1/orders/:id/returns/quote': {
      path: `${delivered}/returns/quote`,
      body: { lines, reason: 'damaged' },
    },
    'POST /v1/orders/:id/returns': {
      path: `${delivered}/returns`,
      headers: key('return'),
      body: { lines, reason: 'damaged', comment: '' },
    },
    'POST /v1/orders/:id/returns/:returnId/withdraw': { path: ofBuyer('withdraw') },
    'POST /v1/orders/:id/returns/:returnId/ship': {
      path: ofBuyer('ship'),
      body: { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' },
    },
    'GET /v1/seller/returns/:id': { path: `/v1/seller/returns/${two.returns.read.id}`, owner: 'seller' },
    'POST /v1/seller/returns/:id/approve': { path: ofSeller('approve'), owner: 'seller' },
    'POST /v1/seller/returns/:id/refuse': {
      path: ofSeller('refuse'),
      body: { reason: 'It was worn' },
      owner: 'seller',
    },
    'POST /v1/seller/returns/:id/receive': {
      path: ofSeller('receive'),
      body: { condition: 'As new', restock: true },
      owner: 'seller',
    },
    'GET /v1/seller/orders/:id': { path: `${part}/${two.partId}`, owner: 'seller' },
    'POST /v1/seller/orders/:id/pack': {
      path: `${part}/${two.partId}/pack`,
      headers: key('pack'),
      owner: 'seller',
    },
    'POST /v1/seller/orders/:id/ship': {
      path: `${part}/${two.packedPartId}/ship`,
      headers: key('ship'),
      body: { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' },
      owner: 'seller',
    },
    'POST /v1/seller/orders/:id/deliver': {
      path: `${part}/${two.shippedPartId}/deliver`,
      headers: key('deliver'),
      owner: 'seller',
    },
    'POST /v1/seller/inventory/:offerId/adjustments': {
      path: `/v1/seller/inventory/${two.a.offerId}/adjustments`,
      body: { delta: 1 },
      owner: 'seller',
    },
    'PATCH /v1/auth/passkeys/:id': {
      path: `/v1/auth/passkeys/${two.waysIn.passkeyId}`,
      body: { name: 'Phone' },
    },
    'DELETE /v1/auth/passkeys/:id': { path: `/v1/auth/passkeys/${two.waysIn.passkeyId}` },
    'DELETE /v1/auth/identities/:id': { path: `/v1/auth/identities/${two.waysIn.identityId}` },
    'POST /v1/notifications/:id/read': { path: `/v1/notifications/${two.messageId}/read` },
    'PUT /v1/account/addresses/:id': {
      path: `/v1/account/addresses/${two.addressId}`,
      body: {
        address: {
          name: 'Somebody Else',
          line1: '1 Other Street',
          city: 'Portland',
          region: 'OR',
          postalCode: '97205',
          country: 'US',
        },
      },
    },
    'DELETE /v1/account/addresses/:id': { path: `/v1/account/addresses/${two.addressId}` },
    'DELETE /v1/auth/sessions/:id': { path: `/v1/auth/sessions/${two.sessionId}` },
    'PUT /v1/reviews/:id': {
      path: `/v1/reviews/${two.reviewId}`,
      body: { stars: 5, title: 'A very good lamp', body: 'It still lights the room.' },
    },
    'DELETE /v1/reviews/:id': { path: `/v1/reviews/${two.reviewId}` },
    'PUT /v1/seller/reviews/:id/reply': {
      path: `/v1/seller/reviews/${two.sellerReviews[0]}/reply`,
      body: { body: 'Thank you.' },
      owner: 'seller',
    },
    'DELETE /v1/seller/reviews/:id/reply': {
      path: `/v1/seller/reviews/${two.sellerReviews[0]}/reply`,
      owner: 'seller',
    },
    'PUT /v1/seller-reviews/:id': {
      path: `/v1/seller-reviews/${two.sellerReviews[0]}`,
      body: { stars: 5, body: 'A very quick seller.' },
    },
    'DELETE /v1/seller-reviews/:id': { path: `/v1/seller-reviews/${two.sellerReviews[1]}` },
    'PATCH /v1/seller/team/:userId': {
      path: `/v1/seller/team/${two.member.userId}`,
      body: { role: 'manager' },
      owner: 'seller',
    },
    'DELETE /v1/seller/team/:userId': { path: `/v1/seller/team/${two.member.userId}`, owner: 'seller' },
    'DELETE /v1/seller/team/invitations/:id': {
      path: `/v1/seller/team/invitations/${two.invitationId}`,
      owner: 'seller',
    },
    'POST /v1/seller-invitations/:id/accept': {
      path: `/v1/seller-invitations/${two.invited.invitationId}/accept`,
      owner: 'invited',
    },
  };
};

/** Here the path names what everybody may see, and the caller's own cart, list or review is meant by it. */
export const OWN_BY_NATURE: readonly string[] = [
  'PATCH /v1/cart/items/:offerId',
  'DELETE /v1/cart/items/:offerId',
  'PUT /v1/wishlist/items/:productId',
  'DELETE /v1/wishlist/items/:productId',
  'GET /v1/products/:id/reviews/mine',
  'POST /v1/products/:id/reviews',
  'POST /v1/sellers/:slug/reports',
];

/** The whole surface that is open without an account; the list is the promise. */
export const OPEN_ROUTES: readonly string[] = [
  'POST /v1/auth/register',
  'POST /v1/auth/register/confirm',
  'POST /v1/auth/register/resend',
  'POST /v1/auth/register/link',
  'POST /v1/auth/email-verification/link',
  'POST /v1/auth/password-reset',
  'POST /v1/auth/password-reset/confirm',
  'POST /v1/auth/email-change/confirm',
  'POST /v1/auth/factor-removal/cancel',
  'POST /v1/auth/login',
  'POST /v1/auth/login/second-factor',
  'POST /v1/auth/login/second-factor/passkey/options',
  'POST /v1/auth/login/second-factor/passkey',
  'POST /v1/auth/login/passkey/options',
  'POST /v1/auth/login/passkey',
  'POST /v1/auth/login/provider/visit',
  'POST /v1/auth/login/provider',
  'GET /v1/auth/providers',
  'POST /v1/auth/refresh',
  'POST /v1/auth/logout',
  'GET /.well-known/jwks.json',
  'GET /v1/categories',
  'GET /v1/products/:idOrSlug',
  'GET /v1/products/:id/reviews',
  'GET /v1/media/art/:file',
  'GET /v1/search',
  'GET /v1/search/suggestions',
  'GET /v1/cart',
  'POST /v1/cart/items',
  'PATCH /v1/cart/items/:offerId',
  'DELETE /v1/cart/items/:offerId',
  'POST /v1/checkout/quotes',
  'POST /v1/orders',
  'POST /v1/orders/lookup',
  'GET /v1/orders/:id',
  'GET /v1/orders/:id/events',
  'POST /v1/orders/:id/payment',
  'POST /v1/orders/:id/cancel',
  'POST /v1/orders/:id/cancellations/quote',
  'POST /v1/orders/:id/cancellations',
  'POST /v1/orders/:id/returns/quote',
  'POST /v1/orders/:id/returns',
  'POST /v1/orders/:id/returns/:returnId/withdraw',
  'POST /v1/orders/:id/returns/:returnId/ship',
  'POST /v1/webhooks/stripe',
  'GET /v1/sellers',
  'GET /v1/sellers/:slug',
  'GET /v1/sellers/:slug/reviews',
];
