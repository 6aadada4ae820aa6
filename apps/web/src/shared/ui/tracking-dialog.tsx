import { type FormEvent, useState } from 'react';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from './button.tsx';
import { FormProblem, TextField } from './field.tsx';
import { Modal } from './sheet.tsx';

const NUMBER = /^[A-Za-z0-9-]{1,60}$/;

interface TrackingDialogProps {
  /** Left out where the dialog goes when it is closed; where it stays, so does what was typed. */
  readonly open?: boolean;
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onSubmit: (tracking: { readonly carrier: string; readonly trackingNumber: string }) => void;
  readonly onClose: () => void;
}

/** Who carries a parcel, and by which number it is followed. */
export function TrackingDialog({
  open = true,
  title,
  text,
  action,
  busy,
  error,
  onSubmit,
  onClose,
}: TrackingDialogProps) {
  const [typedCarrier, setTypedCarrier] = useState('');
  const [typedNumber, setTypedNumber] = useState('');
  const [tried, setTried] = useState(false);
  const carrier = typedCarrier.trim();
  const trackingNumber = typedNumber.trim();
  const errors = {
    carrier: carrier ? undefined : 'Enter who carries the parcel',
    number: NUMBER.test(trackingNumber) ? undefined : 'Enter the number: letters, digits and hyphens',
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!errors.carrier && !errors.number) onSubmit({ carrier, trackingNumber });
  };
  return (
    <Modal
      open={open}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={title}
      description={text}
    >
      <form noValidate className="grid gap-4" onSubmit={submit}>
        <FormProblem message={error ? messageOf(error) : undefined} />
        <TextField
          label="Carrier"
          list="carriers"
          maxLength={60}
          autoComplete="off"
          value={typedCarrier}
          error={tried ? errors.carrier : undefined}
          onChange={(event) => setTypedCarrier(event.target.value)}
        />
        <datalist id="carriers">
          {['USPS', 'UPS', 'FedEx', 'DHL'].map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <TextField
          label="Tracking number"
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
          value={typedNumber}
          error={tried ? errors.number : undefined}
          onChange={(event) => setTypedNumber(event.target.value)}
        />
        <Button type="submit" tone="buy" busy={busy}>
          {action}
        </Button>
      </form>
    </Modal>
  );
}
