export { cloneDatabase, dropDatabases } from './clone-database.ts'
export {
  type CreateDatabasesOptions,
  copiedDatabase,
  createDatabases,
  type DatabasePlan,
  ownerOf,
  type ServiceDatabase,
  urlFor,
} from './create-databases.ts'
export { PostgresError, type PostgresErrorCode } from './postgres-error.ts'
export { portHolder } from './processes.ts'
export { type Postgres, type PostgresOptions, startPostgres } from './start-postgres.ts'
export { startTestCluster, type TestCluster } from './test-cluster.ts'
