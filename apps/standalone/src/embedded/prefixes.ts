/** Where the gateway serves what stands in for the payment provider and the mail server. */
export const SANDBOX_PREFIX = '/sandbox/stripe';
export const MAILBOX_PREFIX = '/mailbox';
