import { SigningKeys } from '@haat/contracts/http/auth.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { SigningKeyRing } from '../signing-keys/signing-key-ring.ts';

export function listSigningKeysRoute(app: HttpApp, { keys }: { keys: SigningKeyRing }): void {
  app.get(
    '/v1/admin/signing-keys',
    {
      schema: {
        summary: 'The keys of the access tokens: which one signs, which one is next',
        tags: ['admin'],
        response: { 200: SigningKeys },
      },
    },
    async () => {
      await keys.reload();
      const all = keys.list();
      const signing = all.findLastIndex(({ signsFrom }) => signsFrom.getTime() <= Date.now());
      return {
        items: all.map(({ kid, signsFrom }, index) => ({
          kid,
          state:
            index > signing
              ? ('next' as const)
              : index === signing
                ? ('current' as const)
                : ('past' as const),
          signsFrom: signsFrom.toISOString(),
        })),
      };
    },
  );
}
