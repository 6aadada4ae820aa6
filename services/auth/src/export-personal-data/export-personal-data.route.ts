import { PersonalDataExport } from '@haat/contracts/http/personal-data.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { UpstreamUnavailable } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { EXPORT_ERRORS, type ExportDependencies, exportPersonalData } from './export-personal-data.ts';

export function exportPersonalDataRoute(app: HttpApp, dependencies: ExportDependencies): void {
  app.get(
    '/v1/account/data',
    {
      schema: {
        summary: 'Everything that is kept about the caller, as a file',
        tags: ['account'],
        response: { 200: PersonalDataExport, ...problems(...EXPORT_ERRORS, UpstreamUnavailable) },
      },
    },
    async (request, reply) => {
      const data = await exportPersonalData(dependencies, requireUser(request.actor));
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="haat-data.json"')
        .send(data);
    },
  );
}
