import type { Passkey, WaysIn } from '@haat/contracts/http/factors.ts';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatDate } from '@/shared/lib/dates.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextField } from '@/shared/ui/field.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { useAddPasskey, useRemovePasskey, useRenamePasskey } from '../api/change-ways-in.ts';
import { deviceName, hasPasskeys, PasskeyTrouble } from '../passkey-ceremony.ts';
import { AccountCard } from './account-card.tsx';

export function PasskeysCard({ ways }: { readonly ways: WaysIn }) {
  const [adding, setAdding] = useState(false);
  return (
    <AccountCard
      title="Passkeys"
      text="Log in by your fingerprint, your face or the PIN of your device, without a password. A passkey works on this site only, so no other site can ask for it."
    >
      {ways.passkeys.length > 0 ? (
        <ul className="divide-y divide-line border-y border-line">
          {ways.passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      ) : null}
      {hasPasskeys() ? (
        <div>
          <Button size="sm" onClick={() => setAdding(true)}>
            Add a passkey
          </Button>
          {adding ? <AddPasskey onClose={() => setAdding(false)} /> : null}
        </div>
      ) : (
        <p className="text-sm text-muted">This browser has no passkeys.</p>
      )}
    </AccountCard>
  );
}

function PasskeyRow({ passkey }: { readonly passkey: Passkey }) {
  const [open, setOpen] = useState<'rename' | 'remove'>();
  const { name, createdAt, lastUsedAt, isSynced } = passkey;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="font-semibold break-words">{name}</p>
        <p className="text-sm text-muted">
          Added {formatDate(createdAt)} ·{' '}
          {lastUsedAt ? `last used ${formatDate(lastUsedAt)}` : 'not used yet'}
          {isSynced ? ' · on your other devices, too' : ''}
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="sm" aria-label={`Rename ${name}`} onClick={() => setOpen('rename')}>
          Rename
        </Button>
        <Button size="sm" tone="danger" aria-label={`Remove ${name}`} onClick={() => setOpen('remove')}>
          Remove
        </Button>
      </div>
      {open === 'rename' ? <RenamePasskey passkey={passkey} onClose={() => setOpen(undefined)} /> : null}
      {open === 'remove' ? <RemovePasskey passkey={passkey} onClose={() => setOpen(undefined)} /> : null}
    </li>
  );
}

const problemOf = (error: unknown): string | undefined =>
  error instanceof PasskeyTrouble ? error.message : error ? messageOf(error) : undefined;

function AddPasskey({ onClose }: { readonly onClose: () => void }) {
  const add = useAddPasskey();
  return (
    <NameDialog
      title="Add a passkey"
      description="Your device asks you to confirm that it is you."
      name={deviceName(navigator.userAgent)}
      action="Continue"
      busy={add.isPending}
      problem={problemOf(add.error)}
      onClose={onClose}
      onName={(name) =>
        add.mutate(name, {
          onSuccess: () => {
            onClose();
            toast.success('You can log in with this passkey from now on.');
          },
        })
      }
    />
  );
}

function RenamePasskey({ passkey, onClose }: { readonly passkey: Passkey; readonly onClose: () => void }) {
  const rename = useRenamePasskey();
  return (
    <NameDialog
      title="Rename the passkey"
      name={passkey.name}
      action="Save"
      busy={rename.isPending}
      problem={problemOf(rename.error)}
      onClose={onClose}
      onName={(name) => rename.mutate({ id: passkey.id, name }, { onSuccess: onClose })}
    />
  );
}

function NameDialog({
  title,
  description,
  name: given,
  action,
  busy,
  problem,
  onName,
  onClose,
}: {
  readonly title: string;
  readonly description?: string;
  readonly name: string;
  readonly action: string;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState(given);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) onName(name.trim());
  };
  return (
    <Modal open onOpenChange={onClose} title={title} {...(description ? { description } : {})}>
      <form noValidate className="grid gap-4" onSubmit={submit}>
        <FormProblem message={problem} />
        <TextField
          label="Name"
          maxLength={60}
          hint="By which you tell it from others"
          value={name}
          error={name.trim() ? undefined : 'Give it a name'}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" tone="primary" busy={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function RemovePasskey({ passkey, onClose }: { readonly passkey: Passkey; readonly onClose: () => void }) {
  const remove = useRemovePasskey();
  return (
    <Modal
      open
      onOpenChange={onClose}
      title={`Remove ${passkey.name}?`}
      description="It opens your account no more. Delete it on the device, too, so that it is not offered there."
    >
      <div className="grid gap-4">
        <FormProblem message={problemOf(remove.error)} />
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>Keep it</Button>
          <Button
            tone="danger"
            busy={remove.isPending}
            onClick={() =>
              remove.mutate(passkey.id, {
                onSuccess: () => {
                  onClose();
                  toast('The passkey is removed.');
                },
              })
            }
          >
            Remove
          </Button>
        </div>
      </div>
    </Modal>
  );
}
