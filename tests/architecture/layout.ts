import { type EventInterface, publishersOf } from '@haat/platform/events/topology.ts';

const FORBIDDEN = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'managers', 'misc']);

/** @returns whether a file or a folder above it is named after nothing in particular */
export const isVague = (path: string): boolean =>
  path
    .split('/')
    .flatMap((part) => part.split(/[.\-_]/))
    .some((word) => FORBIDDEN.has(word.toLowerCase()));

const COMMENT = /^\s*(\/\/|\/?\*).*$/gm;

/** @returns whether code reads the environment of the process */
export const readsEnvironment = (source: string): boolean =>
  /\bprocess\s*\.\s*env\b|\bprocess\[|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b|import[^;]*\benv\b[^;]*from 'node:process'/.test(
    source.replace(COMMENT, ''),
  );

/** @returns what services consume and nobody publishes */
export function unpublished(services: readonly EventInterface[]): string[] {
  const published = new Set(services.flatMap(({ publishes }) => publishes.map((event) => event.type)));
  return services.flatMap(({ service, consumes }) =>
    consumes.filter(({ type }) => !published.has(type)).map(({ type }) => `${service}: ${type}`),
  );
}

/** @returns events that a service publishes and that are named after another one */
export const misattributed = (services: readonly EventInterface[]): string[] =>
  services.flatMap(({ service, publishes }) =>
    publishes
      .filter((event) => !publishersOf(event).includes(service))
      .map(({ type }) => `${service}: ${type}`),
  );

const SUFFIXES = /\.(route|handler|query|job|errors|worker|v\d+|(unit|int|e2e)\.test)$/;

/** @returns whether a file's name is kebab-case with a suffix of the closed list, or none */
export function isWellNamed(path: string): boolean {
  const name = (path.split('/').at(-1) ?? '').replace(/\.tsx?$/, '');
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name.replace(SUFFIXES, ''));
}
