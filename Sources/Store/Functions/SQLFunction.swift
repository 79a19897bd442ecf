import GRDB

/// A function of ours that queries call: it makes the same of the same values, always.
package struct SQLFunction: Sendable {
    /// Each connection has its own, with whatever that remembers.
    private let make: @Sendable () -> DatabaseFunction

    /// - Parameter body: makes of one text another; it is not asked about null, of which the function makes null.
    package init(_ name: String, _ body: @escaping @Sendable (String) -> String?) {
        make = {
            DatabaseFunction(name, argumentCount: 1, pure: true) { values in
                String.fromDatabaseValue(values[0]).flatMap(body)
            }
        }
    }

    init(_ make: @escaping @Sendable () -> DatabaseFunction) { self.make = make }

    /// Makes it known to a connection that is new; later it would cost all its statements their plans.
    func register(in db: GRDB.Database) { db.add(function: make()) }
}
