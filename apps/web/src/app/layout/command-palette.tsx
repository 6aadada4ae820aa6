import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { setTheme, useTheme } from '@/shared/lib/theme.ts';
import type { PortalPage } from './portal-page.ts';

interface CommandPaletteProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly name: string;
  readonly pages: readonly PortalPage[];
}

const ITEM =
  'flex min-h-11 cursor-pointer items-center gap-3 rounded-sm px-3 text-sm data-[selected=true]:bg-indigo-wash';

export function CommandPalette({ open, onOpenChange, name, pages }: CommandPaletteProps) {
  const navigate = useNavigate();
  const theme = useTheme();
  const run = (work: () => void) => () => {
    onOpenChange(false);
    work();
  };
  return (
    <Command.Dialog
      open={open}
      onOpenChange={onOpenChange}
      label={`Go to, ${name}`}
      overlayClassName="fixed inset-0 z-40 bg-ink/50"
      contentClassName="fixed top-[12dvh] left-1/2 z-50 w-[min(34rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-md border border-line bg-raised text-text shadow-float"
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden="true" className="size-4.5 text-muted" />
        <Command.Input
          placeholder="Where to?"
          className="h-13 flex-1 bg-transparent text-base outline-none placeholder:text-muted"
        />
      </div>
      <Command.List className="max-h-80 overflow-y-auto p-2">
        <Command.Empty className="p-4 text-sm text-muted">Nothing by that name.</Command.Empty>
        {pages.map(({ to, label, icon: Icon }) => (
          <Command.Item key={to} className={ITEM} onSelect={run(() => void navigate({ to }))}>
            <Icon aria-hidden="true" className="size-4.5 shrink-0" />
            {label}
          </Command.Item>
        ))}
        <Command.Item className={ITEM} onSelect={run(() => void navigate({ to: '/' }))}>
          Storefront
        </Command.Item>
        <Command.Item className={ITEM} onSelect={run(() => void navigate({ to: '/notifications' }))}>
          Notifications
        </Command.Item>
        <Command.Item className={ITEM} onSelect={run(() => setTheme(theme === 'dark' ? 'light' : 'dark'))}>
          Switch to {theme === 'dark' ? 'light' : 'dark'} theme
        </Command.Item>
      </Command.List>
    </Command.Dialog>
  );
}
