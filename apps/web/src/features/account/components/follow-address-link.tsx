import { Link } from '@tanstack/react-router';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button, buttonStyle } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { Note } from '@/shared/ui/states.tsx';
import { useVerifyEmail } from '../api/verify-email.ts';

export function FollowAddressLink({ token }: { readonly token: string }) {
  const verify = useVerifyEmail();
  if (verify.isSuccess) {
    return (
      <div className="grid justify-items-start gap-4">
        <Note tone="good">Your address is confirmed.</Note>
        <Link to="/account" className={buttonStyle({ tone: 'primary' })}>
          To your account
        </Link>
      </div>
    );
  }
  return (
    <div className="grid justify-items-start gap-4">
      <FormProblem message={verify.error ? messageOf(verify.error) : undefined} />
      <p>One press, and your address is confirmed.</p>
      <Button tone="buy" busy={verify.isPending} onClick={() => verify.mutate({ token })}>
        Confirm my address
      </Button>
    </div>
  );
}
