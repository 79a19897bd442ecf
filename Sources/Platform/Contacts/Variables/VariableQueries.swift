import ServiceCore
import Store

/// The table of global variables.
enum VariableQueries {
    static func table(_ connection: ConnectionID) -> OwnedTable<GlobalVariable> {
        OwnedTable(
            name: "global_variable", nameColumn: "name", connection: connection, identity: .text,
            read: { row, id, account in
                var variable = GlobalVariable(
                    id: id, account: account, name: row["name"], value: row["value"])
                variable.revision = row["rev"]
                return variable
            },
            write: { variable in [("name", variable.name), ("value", variable.value)] })
    }
}
