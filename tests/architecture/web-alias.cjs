// dependency-cruiser reads aliases in webpack's form only; this is the web app's, as its tsconfig.json and vite.config.ts have it.
const { join } = require('node:path');

module.exports = { resolve: { alias: { '@': join(__dirname, '..', '..', 'apps', 'web', 'src') } } };
