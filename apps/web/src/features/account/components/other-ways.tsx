import { useQuery } from '@tanstack/react-query';
import { providersQuery } from '../api/list-providers.ts';
import { Or } from './log-in.tsx';
import { ProviderButtons } from './provider-buttons.tsx';

/** Below the form for a new account. */
export function OtherWays({ next }: { readonly next: string }) {
  const { data } = useQuery(providersQuery);
  if (!data?.providers.length) return null;
  return (
    <div className="mt-4 grid gap-4">
      <Or />
      <ProviderButtons next={next} />
    </div>
  );
}
