import type { ComponentProps } from 'react';
import { US_STATES } from '../config/us-states.ts';
import type { AddressDraft } from '../lib/address-rules.ts';
import { SelectField, TextField } from './field.tsx';

/** What ties a field to its form, fit for a box to type in and for a choice. */
type Tie = Omit<ComponentProps<typeof TextField> & ComponentProps<typeof SelectField>, 'label'>;

interface AddressFieldsProps {
  readonly field: (name: keyof AddressDraft) => Tie;
  /** Tells browsers which of the buyer's addresses to offer. */
  readonly section?: 'shipping';
}

export function AddressFields({ field, section }: AddressFieldsProps) {
  const token = (name: string) => (section ? `${section} ${name}` : name);
  return (
    <>
      <TextField label="Full name" autoComplete={token('name')} maxLength={100} {...field('name')} />
      <TextField label="Address" autoComplete={token('address-line1')} maxLength={200} {...field('line1')} />
      <TextField
        label="Apartment, suite (optional)"
        autoComplete={token('address-line2')}
        maxLength={200}
        {...field('line2')}
      />
      <div className="@container">
        <div className="grid grid-cols-2 gap-4 @lg:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,0.8fr)]">
          <TextField
            label="City"
            className="col-span-2 @lg:col-span-1"
            autoComplete={token('address-level2')}
            maxLength={100}
            {...field('city')}
          />
          <SelectField label="State" autoComplete={token('address-level1')} {...field('region')}>
            <option value="">Choose</option>
            {US_STATES.map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextField
            label="ZIP code"
            autoComplete={token('postal-code')}
            inputMode="numeric"
            maxLength={10}
            {...field('postalCode')}
          />
        </div>
      </div>
      <TextField
        label="Phone (optional)"
        type="tel"
        autoComplete={token('tel')}
        inputMode="tel"
        maxLength={30}
        hint="Only for the carrier, if a parcel cannot be delivered"
        {...field('phone')}
      />
    </>
  );
}
