import { Moon, Sun } from 'lucide-react';
import { setTheme, useTheme } from '@/shared/lib/theme.ts';

export function ThemeToggle({ className = '' }: { readonly className?: string }) {
  const theme = useTheme();
  const next = theme === 'dark' ? 'light' : 'dark';
  const Icon = theme === 'dark' ? Sun : Moon;
  return (
    <button
      type="button"
      aria-label={`Switch to ${next} theme`}
      className={`grid size-11 place-items-center rounded-md ${className}`}
      onClick={() => setTheme(next)}
    >
      <Icon aria-hidden="true" className="size-5" />
    </button>
  );
}
