/** What the links of our mails can be for. */
const KINDS = ['registration', 'address', 'change', 'reset', 'keep'] as const;
type Kind = (typeof KINDS)[number];

export interface MailLink {
  readonly kind: Kind;
  readonly token: string;
}

/** @param hash as in `#registration=…`; @returns undefined when it is none of ours, or cut off */
export function readMailLink(hash: string): MailLink | undefined {
  const [, name, token] = /^#([a-z-]+)=([\w-]{43})$/.exec(hash) ?? [];
  const kind = KINDS.find((each) => each === name);
  return kind && token ? { kind, token } : undefined;
}
