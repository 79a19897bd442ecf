/// Somebody, or some machine, asks for what a link in a message names.
package struct TrackingRequest: Sendable {
    /// Upper case.
    package let method: String
    /// `/t/c/…`, without a query.
    package let path: String
    /// As the caller named it, with or without a port.
    package let host: String
    package let origin: EventOrigin
    /// Whether the caller says that nobody asked for it yet.
    package var isPrefetch = false
    /// What a form posted, in its order.
    package var fields: [Field] = []

    package struct Field: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
    }

    package init(_ method: String, _ path: String, host: String, from origin: EventOrigin) {
        (self.method, self.path, self.host, self.origin) = (method, path, host, origin)
    }

    /// What nothing is recorded of.
    var isHead: Bool { method == "HEAD" }

    func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}

/// What is answered.
package enum TrackingAnswer: Sendable, Hashable {
    case pixel
    /// To an address that a message's link row holds.
    case redirect(String)
    case page(SubscriptionPage)
    /// A link of a sender that was deleted, with where it led.
    case gone
    /// There is nothing here, or nothing that this directory made.
    case notFound
    /// With the methods that there are.
    case notAllowed(String)
    /// A form that says nothing that can be done.
    case notUnderstood
    /// The tables cannot be read or written now; nothing was done.
    case unavailable
}
