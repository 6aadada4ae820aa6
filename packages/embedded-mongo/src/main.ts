import { startEmbeddedMongo } from './embedded-mongo.ts';

const [dataDir = '.haat/mongo', port = '27017'] = process.argv.slice(2);
const { url } = await startEmbeddedMongo({ dataDir, port: Number(port) });
console.log(`embedded-mongo on ${url}`);
