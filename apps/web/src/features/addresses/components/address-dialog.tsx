import type { SavedAddress } from '@haat/contracts/http/address.ts';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import {
  type AddressDraft,
  addressErrors,
  EMPTY_ADDRESS,
  toAddress,
  toDraft,
} from '@/shared/lib/address-rules.ts';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { AddressFields } from '@/shared/ui/address-fields.tsx';
import { Button } from '@/shared/ui/button.tsx';
import { CheckField, FormProblem } from '@/shared/ui/field.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { useSaveAddress } from '../api/address-book.ts';

interface AddressDialogProps {
  /** Undefined for a new one. */
  readonly saved: SavedAddress | undefined;
  readonly name: string;
  readonly onClose: () => void;
}

export function AddressDialog({ saved, name, onClose }: AddressDialogProps) {
  const [draft, setDraft] = useState<AddressDraft>(() =>
    saved ? toDraft(saved.address) : { ...EMPTY_ADDRESS, name },
  );
  const [isDefault, setIsDefault] = useState(saved?.isDefault ?? false);
  const [tried, setTried] = useState(false);
  const save = useSaveAddress();
  const errors = tried ? addressErrors(draft) : {};
  const field = (key: keyof AddressDraft) => ({
    value: draft[key],
    error: errors[key],
    onChange: (event: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [key]: event.target.value })),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(addressErrors(draft)).length > 0) return;
    save.mutate(
      { ...(saved ? { id: saved.id } : {}), address: toAddress(draft), isDefault },
      {
        onSuccess: () => {
          onClose();
          toast.success(saved ? 'Address changed' : 'Address saved');
        },
      },
    );
  };
  return (
    <Modal
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={saved ? 'Change address' : 'New address'}
    >
      <form noValidate className="grid gap-4" onSubmit={submit}>
        <FormProblem message={save.error ? messageOf(save.error) : undefined} />
        <AddressFields field={field} />
        {saved?.isDefault ? null : (
          <CheckField
            label="Send my orders here unless I choose another one"
            checked={isDefault}
            onChange={(event) => setIsDefault(event.target.checked)}
          />
        )}
        <Button type="submit" tone="buy" busy={save.isPending}>
          Save address
        </Button>
      </form>
    </Modal>
  );
}
