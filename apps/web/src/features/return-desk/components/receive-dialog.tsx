import type { Return } from '@haat/contracts/http/return.ts';
import { useState } from 'react';
import { formatMoney } from '@/shared/lib/money.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextAreaField } from '@/shared/ui/field.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';

interface ReceiveDialogProps {
  readonly each: Return;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly onClose: () => void;
  readonly onReceive: (body: { condition: string; restock: boolean }) => void;
}

/** What came, and whether it can be sold again; the money goes back with it. */
export function ReceiveDialog({ each, busy, problem, onClose, onReceive }: ReceiveDialogProps) {
  const [condition, setCondition] = useState('');
  const [restock, setRestock] = useState(true);
  return (
    <Modal
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="The items have arrived"
      description={`${formatMoney(each.refund.total)} goes back to the buyer.`}
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onReceive({ condition: condition.trim(), restock });
        }}
      >
        <FormProblem message={problem} />
        <TextAreaField
          label="Condition (optional)"
          rows={3}
          maxLength={500}
          hint="For your own records, and for Haat if there is a question."
          value={condition}
          onChange={(event) => setCondition(event.target.value)}
        />
        <label className="flex items-start gap-3 text-sm">
          <input
            type="checkbox"
            className="mt-0.5 size-5"
            checked={restock}
            onChange={(event) => setRestock(event.target.checked)}
          />
          <span>
            <span className="block font-semibold">Put the items back in stock</span>
            <span className="text-muted">Leave it out if they cannot be sold again.</span>
          </span>
        </label>
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" tone="buy" busy={busy}>
            Received, refund {formatMoney(each.refund.total)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
