import { type FormEvent, useState } from 'react';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextAreaField } from '@/shared/ui/field.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';

interface ReasonDialogProps {
  readonly title: string;
  readonly action: string;
  readonly danger: boolean;
  readonly hint: string;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly onClose: () => void;
  readonly onSubmit: (reason: string) => void;
}

/** For what others will ask about. */
export function ReasonDialog({
  title,
  action,
  danger,
  hint,
  busy,
  problem,
  onClose,
  onSubmit,
}: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '') onSubmit(reason.trim());
  };
  return (
    <Modal open onOpenChange={(open) => (open ? undefined : onClose())} title={title}>
      <form noValidate className="grid gap-4" onSubmit={submit}>
        <FormProblem message={problem} />
        <TextAreaField
          label="Reason"
          rows={3}
          maxLength={500}
          hint={hint}
          value={reason}
          error={tried && reason.trim() === '' ? 'Say why.' : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" tone={danger ? 'danger' : 'primary'} busy={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
