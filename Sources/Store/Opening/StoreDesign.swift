/// What somebody keeps in a store: how the tables come to be, and what their queries call.
package struct StoreDesign: Sendable {
    /// Marks the files of one program.
    package let applicationID: Int32
    let migrations: Migrations
    let functions: [SQLFunction]
    /// Tables of whose changes nobody is told.
    let untold: Set<String>
    /// Whether a big load was cut off; `finish` then carries it to its end before anybody works.
    let isUnfinished: @Sendable (ReadTransaction) throws -> Bool
    let finish: @Sendable (WriteTransaction) throws -> Void

    package init(
        applicationID: Int32, migrations: Migrations, functions: [SQLFunction] = [], untold: Set<String> = [],
        isUnfinished: @escaping @Sendable (ReadTransaction) throws -> Bool = { _ in false },
        finish: @escaping @Sendable (WriteTransaction) throws -> Void = { _ in }
    ) {
        self.applicationID = applicationID
        self.migrations = migrations
        self.functions = functions
        self.untold = untold
        self.isUnfinished = isUnfinished
        self.finish = finish
    }
}
