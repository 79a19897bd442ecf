/// The conditions of partial indices: each is written here once, for the index and for the queries that want it.
///
/// SQLite uses a partial index only where the query's condition says the same literally, without parameters.
package enum Predicate {}
