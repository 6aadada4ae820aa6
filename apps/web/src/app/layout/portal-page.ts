import type { Permission } from '@haat/contracts/permissions.ts';
import type { LinkProps } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';

/** A page of a portal, as its menus name it. */
export interface PortalPage {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly exact?: boolean;
  /** Shown to whose role carries it; to everybody in the portal where nothing is said. */
  readonly needs?: Permission;
  /** How many wait there. */
  readonly count?: number | undefined;
}
