import { Link } from '@tanstack/react-router';
import { useTitle } from '@/shared/lib/page.ts';
import { buttonStyle } from '@/shared/ui/button.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';

export function NotFoundPage({ what = 'page' }: { readonly what?: string }) {
  useTitle('Not found');
  return (
    <div className="wrap-page py-12">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title={`There is no such ${what}`}
        action={
          <>
            <Link to="/" className={buttonStyle({ tone: 'primary' })}>
              Back to the market
            </Link>
            <Link to="/search" className={buttonStyle()}>
              All products
            </Link>
          </>
        }
      >
        The stall may have been packed up, or the address has a typing mistake.
      </EmptyState>
    </div>
  );
}
