import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { drawArt } from './draw-art.ts';

const ArtParams = Type.Object(
  { file: Type.String({ pattern: '^[a-z0-9-]{1,60}(\\.[0-9]{1,2})?\\.svg$' }) },
  { additionalProperties: false },
);

/** The name says all that the picture depends on, so it may be kept for ever. */
export function drawArtRoute(app: HttpApp): void {
  app.get(
    '/v1/media/art/:file',
    { schema: { summary: 'A drawn product picture', tags: ['catalog'], params: ArtParams } },
    async (request, reply) => {
      const [symbol = '', palette = '0'] = request.params.file.split('.');
      return reply
        .headers({
          'content-type': 'image/svg+xml; charset=utf-8',
          'cache-control': 'public, max-age=31536000, immutable',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        })
        .send(drawArt(symbol, Number(palette) || 0));
    },
  );
}
