// Who may import whom. `npm run rules` checks it; tests/architecture proves that each rule can turn red.
const TESTS = '[.](unit|int|e2e)[.]test[.]tsx?$|^tests/|^packages/testing/';
const OUR_PACKAGES = '^(apps|packages|services)/';

/** A client that opens connections. */
const CLIENTS = '(^|/)node_modules/(pg|mongodb|ioredis)/';
/** A way to write SQL on a connection that was opened elsewhere. */
const SQL = '(^|/)node_modules/kysely/';

module.exports = {
  forbidden: [
    {
      name: 'services-stand-alone',
      comment: 'A service reaches another over HTTP or by events, never by an import.',
      severity: 'error',
      from: { path: '^services/([^/]+)/', pathNot: '[.](int)[.]test[.]ts$' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'services-know-no-host',
      comment: 'A service does not know what hosts it.',
      severity: 'error',
      from: { path: '^services/' },
      to: { path: '^apps/' },
    },
    {
      name: 'services-use-contracts-and-platform',
      comment:
        'Of our packages a service uses these two; the embedded servers stand in for the real ones unseen.',
      severity: 'error',
      from: { path: '^services/', pathNot: TESTS },
      to: { path: '^packages/', pathNot: '^packages/(contracts|platform)/' },
    },
    {
      name: 'gateway-uses-contracts-and-platform',
      comment: 'The gateway knows where services are, not how they work.',
      severity: 'error',
      from: { path: '^apps/gateway/', pathNot: TESTS },
      to: { path: OUR_PACKAGES, pathNot: '^apps/gateway/|^packages/(contracts|platform)/' },
    },
    {
      name: 'web-uses-contracts',
      comment: 'The web app shares the contracts with the back end, and nothing else.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: OUR_PACKAGES, pathNot: '^apps/web/|^packages/contracts/' },
    },
    {
      name: 'contracts-stand-alone',
      comment: 'Everything imports the contracts, so they import nothing of ours.',
      severity: 'error',
      from: { path: '^packages/contracts/', pathNot: TESTS },
      to: { path: OUR_PACKAGES, pathNot: '^packages/contracts/' },
    },
    {
      name: 'platform-uses-contracts',
      comment: 'The chassis knows no service.',
      severity: 'error',
      from: { path: '^packages/platform/', pathNot: TESTS },
      to: { path: OUR_PACKAGES, pathNot: '^packages/(contracts|platform)/' },
    },
    {
      name: 'development-servers-stand-alone',
      comment: 'What stands in for MongoDB, PostgreSQL, Stripe and a mail server knows nothing of Haat.',
      severity: 'error',
      from: { path: '^packages/(embedded-mongo|local-mailbox|local-postgres|stripe-sandbox)/' },
      to: {
        path: OUR_PACKAGES,
        pathNot: '^packages/(embedded-mongo|local-mailbox|local-postgres|stripe-sandbox)/',
      },
    },
    {
      name: 'domain-imports-nothing-outward',
      comment:
        'Business rules import contracts, error definitions and each other: no database, no HTTP, no platform.',
      severity: 'error',
      from: { path: '^services/([^/]+)/src/domain/', pathNot: TESTS },
      to: {
        path: OUR_PACKAGES,
        pathNot: '^services/$1/src/domain/|^packages/contracts/|^packages/platform/src/errors/',
      },
    },
    {
      name: 'domain-is-pure',
      comment: 'No input or output, and no library that does either.',
      severity: 'error',
      from: { path: '^services/[^/]+/src/domain/', pathNot: TESTS },
      to: {
        path: `${CLIENTS}|${SQL}|(^|/)node_modules/(fastify|undici|stripe|nodemailer|@aws-sdk|pino)/|^(node:)?(fs|net|http|https|child_process|timers|worker_threads)(/|$)`,
      },
    },
    {
      name: 'connections-opened-in-one-place',
      comment:
        'Database clients belong to the platform, to a db/ folder and to what hosts or tests the servers.',
      severity: 'error',
      from: {
        pathNot: `/db/|^packages/(platform|embedded-mongo|local-postgres)/|^apps/standalone/|${TESTS}`,
      },
      to: { path: CLIENTS },
    },
    {
      name: 'sql-where-data-is-read-or-written',
      comment: 'SQL is written in db/, queries, event handlers and jobs: not in routes, not in use cases.',
      severity: 'error',
      from: {
        path: '^(apps|services)/',
        pathNot: `/db/|[.](query|handler|job)[.]ts$|^services/search/src/search-products/|${TESTS}`,
      },
      to: { path: SQL },
    },
    {
      name: 'features-stand-alone',
      comment: 'A feature of the web app never imports another: app/ composes them.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'features-do-not-know-the-app',
      severity: 'error',
      from: { path: '^apps/web/src/(features|shared)/' },
      to: { path: '^apps/web/src/app/' },
    },
    {
      name: 'shared-knows-no-feature',
      severity: 'error',
      from: { path: '^apps/web/src/shared/' },
      to: { path: '^apps/web/src/features/' },
    },
    {
      name: 'product-code-imports-no-tests',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-dangling-imports',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^apps/web/dist([.]new)?/|(^|/)[.](haat|cache)/' },
    webpackConfig: { fileName: 'tests/architecture/web-alias.cjs' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
