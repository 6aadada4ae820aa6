/** Somebody's account at an OpenID provider, as the provider told of it. */
export interface ProviderAccount {
  /** As the configuration names the provider. */
  readonly provider: string;
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  /** The provider says that mail to the address reaches them. */
  readonly isEmailVerified: boolean;
  readonly name: string | null;
}
