import { Link } from '@tanstack/react-router';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button, buttonStyle } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { Note } from '@/shared/ui/states.tsx';
import { useConfirmEmailChange } from '../api/change-email.ts';

export function FollowChangeLink({ token }: { readonly token: string }) {
  const confirm = useConfirmEmailChange();
  if (confirm.isSuccess) {
    return (
      <div className="grid justify-items-start gap-4">
        <Note tone="good">This is the address of your account now. Use it to log in.</Note>
        <Link to="/account/profile" className={buttonStyle({ tone: 'primary' })}>
          To your profile
        </Link>
      </div>
    );
  }
  return (
    <div className="grid justify-items-start gap-4">
      <FormProblem message={confirm.error ? messageOf(confirm.error) : undefined} />
      <p>One press, and this is the address of your Haat account.</p>
      <Button tone="buy" busy={confirm.isPending} onClick={() => confirm.mutate({ token })}>
        Use this address
      </Button>
    </div>
  );
}
