import { STAFF_ROLES, type StaffRole } from '@haat/contracts/permissions.ts';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { hasCode, messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, SelectField, TextField } from '@/shared/ui/field.tsx';
import { useAddStaff } from '../api/staff.ts';
import { ROLE_WORDS } from '../role-words.ts';

export function AddStaff() {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<StaffRole>('support');
  const [tried, setTried] = useState(false);
  const add = useAddStaff();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!email.includes('@')) return;
    add.mutate(
      { email: email.trim(), role },
      {
        onSuccess: (member) => {
          setEmail('');
          setTried(false);
          toast.success(`${member.name} is one of the staff`);
        },
      },
    );
  };
  return (
    <form noValidate className="card grid gap-4 p-5" onSubmit={submit}>
      <h2 className="text-base">Add somebody</h2>
      <FormProblem
        message={
          hasCode(add.error, 'auth.account-not-found')
            ? 'There is no account with this address. They register first, then you give them a role.'
            : add.error
              ? messageOf(add.error)
              : undefined
        }
      />
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_12rem_auto]">
        <TextField
          label="E-mail of their account"
          type="email"
          autoComplete="off"
          maxLength={254}
          value={email}
          error={tried && !email.includes('@') ? 'Enter an e-mail address' : undefined}
          onChange={(event) => setEmail(event.target.value)}
        />
        <SelectField label="Role" value={role} onChange={(event) => setRole(event.target.value as StaffRole)}>
          {STAFF_ROLES.map((each) => (
            <option key={each} value={each}>
              {ROLE_WORDS[each].name}
            </option>
          ))}
        </SelectField>
        <Button type="submit" tone="buy" className="sm:mt-7" busy={add.isPending}>
          Add
        </Button>
      </div>
    </form>
  );
}
