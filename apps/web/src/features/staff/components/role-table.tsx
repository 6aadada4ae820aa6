import { STAFF_PERMISSIONS, STAFF_ROLE_PERMISSIONS, STAFF_ROLES } from '@haat/contracts/permissions.ts';
import { Check } from 'lucide-react';
import { PERMISSION_WORDS, ROLE_WORDS } from '../role-words.ts';

/** Which role may do what: the rule that the services keep, from the same list. */
export function RoleTable() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <h2 id="roles" className="text-base">
        Roles
      </h2>
      <section
        aria-labelledby="roles"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keyboard too
        tabIndex={0}
        className="card relative overflow-x-auto"
      >
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b border-line bg-sunk">
              <th className="px-4 py-2.5 text-left font-semibold">May</th>
              {STAFF_ROLES.map((role) => (
                <th key={role} className="px-3 py-2.5 font-semibold" title={ROLE_WORDS[role].text}>
                  {ROLE_WORDS[role].name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {STAFF_PERMISSIONS.map((permission) => (
              <tr key={permission} className="border-b border-line last:border-0">
                <th scope="row" className="px-4 py-2 text-left font-normal whitespace-nowrap">
                  {PERMISSION_WORDS[permission]}
                </th>
                {STAFF_ROLES.map((role) => (
                  <td key={role} className="px-3 py-2 text-center">
                    {STAFF_ROLE_PERMISSIONS[role].includes(permission) ? (
                      <Check
                        role="img"
                        aria-label="Yes"
                        className="mx-auto size-4 text-leaf"
                        strokeWidth={3}
                      />
                    ) : (
                      <span className="sr-only">No</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
