import GRDB

/// A function of ours that queries call: it makes of one text another, always the same.
package struct SQLFunction: Sendable {
    private let name: String
    private let body: @Sendable (String) -> String?

    /// - Parameter body: is not asked about null, of which the function makes null.
    package init(_ name: String, _ body: @escaping @Sendable (String) -> String?) {
        self.name = name
        self.body = body
    }

    /// Makes it known to a connection that is new; later it would cost all its statements their plans.
    func register(in db: GRDB.Database) {
        db.add(
            function: DatabaseFunction(name, argumentCount: 1, pure: true) { [body] values in
                String.fromDatabaseValue(values[0]).flatMap(body)
            })
    }
}
