import type { HttpApp } from '@haat/platform/http/http-app.ts';

const A_YEAR_SECONDS = 31_536_000;

/** On every API answer. Opened as a page, an answer (a drawn picture, say) can load and run nothing. */
const API_HEADERS: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  [
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
  ],
  ['cross-origin-resource-policy', 'same-origin'],
  ['referrer-policy', 'no-referrer'],
  // Most answers are somebody's own, a guest's by a header that no cache between knows. What may be kept says so itself.
  ['cache-control', 'no-store'],
];

export type Headers = readonly (readonly [string, string])[];

export const strictTransport = (publicUrl: string): Headers =>
  publicUrl.startsWith('https:')
    ? [['strict-transport-security', `max-age=${A_YEAR_SECONDS}; includeSubDomains`]]
    : [];

export const apiHeaders = (publicUrl: string): Headers => [...API_HEADERS, ...strictTransport(publicUrl)];

/** What no page of Haat needs. A passkey is asked for, and a payment made, only by the page itself and Stripe's frame. */
export const PERMISSIONS_POLICY = [
  'accelerometer=()',
  'autoplay=()',
  'camera=()',
  'display-capture=()',
  'geolocation=()',
  'gyroscope=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=(self "https://js.stripe.com")',
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
  'usb=()',
  'xr-spatial-tracking=()',
].join(', ');

/** For the pages of the web app. Stripe's script and frames are the only strangers let in. */
export const PAGE_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'", 'https://js.stripe.com'],
  scriptSrcAttr: ["'none'"],
  // Dialogs hold the page still, and notices bring their looks, by a style element of their making.
  styleSrc: ["'self'", "'unsafe-inline'"],
  // No markup has a style of its own; what scripts set through the DOM is not meant by this.
  styleSrcAttr: ["'none'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'", 'https://api.stripe.com'],
  frameSrc: ['https://js.stripe.com', 'https://hooks.stripe.com'],
  workerSrc: ["'none'"],
  manifestSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** Answers that the gateway makes itself, errors included, are as harmless as those that it hands on. */
export function addResponseHeaders(app: HttpApp, headers: Headers): void {
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of headers) if (!reply.hasHeader(name)) void reply.header(name, value);
  });
}
