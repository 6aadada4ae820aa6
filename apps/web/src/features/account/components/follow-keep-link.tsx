import { Link } from '@tanstack/react-router';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button, buttonStyle } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { Note } from '@/shared/ui/states.tsx';
import { useKeepFactorsByLink } from '../api/change-ways-in.ts';

/** For who did not ask our support to remove the second step of their account. */
export function FollowKeepLink({ token }: { readonly token: string }) {
  const keep = useKeepFactorsByLink();
  if (keep.isSuccess) {
    return (
      <div className="grid justify-items-start gap-4">
        <Note tone="good">Your second step stays. Whoever asked may know your password.</Note>
        <Link to="/forgot-password" className={buttonStyle({ tone: 'primary' })}>
          Set a new password
        </Link>
      </div>
    );
  }
  return (
    <div className="grid justify-items-start gap-4">
      <FormProblem message={keep.error ? messageOf(keep.error) : undefined} />
      <p>One press, and your account asks for its second step as before.</p>
      <Button tone="buy" busy={keep.isPending} onClick={() => keep.mutate({ token })}>
        Keep my second step
      </Button>
    </div>
  );
}
