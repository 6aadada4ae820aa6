import { getRouteApi, Link } from '@tanstack/react-router';
import { ForgotPasswordForm } from '@/features/account/components/forgot-password-form.tsx';
import { useTitle } from '@/shared/lib/page.ts';

const route = getRouteApi('/storefront/forgot-password');

export function ForgotPasswordPage() {
  useTitle('Forgot your password?');
  const { email = '' } = route.useSearch();
  return (
    <div className="wrap-page grid max-w-lg gap-5 pt-10">
      <h1 className="text-2xl">Forgot your password?</h1>
      <p className="text-muted">We send you a link by which you set a new one.</p>
      <div className="card p-5 sm:p-6">
        <ForgotPasswordForm email={email} />
      </div>
      <p className="text-muted">
        Remembered it?{' '}
        <Link to="/login" search={email ? { email } : {}} className="link">
          Log in
        </Link>
        .
      </p>
    </div>
  );
}
