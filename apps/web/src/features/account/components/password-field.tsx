import { type ComponentProps, useState } from 'react';
import { TextField } from '@/shared/ui/field.tsx';

export function PasswordField(props: Omit<ComponentProps<typeof TextField>, 'type' | 'trailing'>) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      spellCheck={false}
      autoCapitalize="off"
      trailing={
        <button
          type="button"
          aria-pressed={shown}
          className="min-h-9 rounded-sm px-3 text-sm font-semibold text-indigo hover:bg-sunk"
          onClick={() => setShown(!shown)}
        >
          {shown ? 'Hide' : 'Show'}
        </button>
      }
    />
  );
}
