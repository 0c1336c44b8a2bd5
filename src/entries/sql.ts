export { claimColumns, itemColumns, toSql, type PolicySqlOptions, type SqlColumn, type SqlSource } from '../policy-sql.ts'
