import { lazyRouteComponent } from '@tanstack/react-router';

/** A page of a module that is fetched when somebody goes there, or is about to. */
export const page = <Module extends Record<string, unknown>, Name extends keyof Module & string>(
  load: () => Promise<Module>,
  name: Name,
) => lazyRouteComponent(online(load), name);

/** A part of the app that was not fetched before the connection broke is waited for: what is on screen stays. */
const online =
  <Module>(load: () => Promise<Module>) =>
  async (): Promise<Module> => {
    try {
      return await load();
    } catch (error) {
      if (navigator.onLine) throw error;
      await new Promise((resolve) => addEventListener('online', resolve, { once: true }));
      return load();
    }
  };

/** What a page takes from its address: texts of these names, each of which may be missing. */
export const texts =
  <const Name extends string>(...names: readonly Name[]) =>
  (raw: Record<string, unknown>) =>
    Object.fromEntries(
      names.flatMap((name) => (typeof raw[name] === 'string' ? [[name, raw[name]]] : [])),
    ) as { [Key in Name]?: string };
