import type { SavedAddress } from '@haat/contracts/http/address.ts';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { US_STATES } from '@/shared/config/us-states.ts';
import {
  type AddressDraft,
  addressErrors,
  EMPTY_ADDRESS,
  toAddress,
  toDraft,
} from '@/shared/lib/address-rules.ts';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, SelectField, TextField } from '@/shared/ui/field.tsx';
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
        <TextField label="Full name" autoComplete="name" maxLength={100} {...field('name')} />
        <TextField label="Address" autoComplete="address-line1" maxLength={200} {...field('line1')} />
        <TextField
          label="Apartment, suite (optional)"
          autoComplete="address-line2"
          maxLength={200}
          {...field('line2')}
        />
        <TextField label="City" autoComplete="address-level2" maxLength={100} {...field('city')} />
        <div className="grid grid-cols-2 gap-4">
          <SelectField label="State" autoComplete="address-level1" {...field('region')}>
            <option value="">Choose</option>
            {US_STATES.map(([code, state]) => (
              <option key={code} value={code}>
                {state}
              </option>
            ))}
          </SelectField>
          <TextField
            label="ZIP code"
            autoComplete="postal-code"
            inputMode="numeric"
            maxLength={10}
            {...field('postalCode')}
          />
        </div>
        <TextField
          label="Phone (optional)"
          type="tel"
          autoComplete="tel"
          inputMode="tel"
          maxLength={30}
          {...field('phone')}
        />
        {saved?.isDefault ? null : (
          <label className="flex min-h-11 items-center gap-3 text-sm">
            <input
              type="checkbox"
              className="size-5 accent-(--color-indigo)"
              checked={isDefault}
              onChange={(event) => setIsDefault(event.target.checked)}
            />
            Send my orders here unless I choose another one
          </label>
        )}
        <Button type="submit" tone="buy" busy={save.isPending}>
          Save address
        </Button>
      </form>
    </Modal>
  );
}
