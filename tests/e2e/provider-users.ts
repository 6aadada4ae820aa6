/** Who has an account at the OpenID provider beside the marketplace of the walks. */
export const PROVIDER_USERS = {
  /** Has none at Haat. */
  newcomer: { sub: 'newcomer', name: 'Nora Newcomer', email: 'nora@id.example', email_verified: true },
  /** Registers at Haat with the same address first. */
  linker: { sub: 'linker', name: 'Lena Linker', email: 'lena@id.example', email_verified: true },
} as const;
