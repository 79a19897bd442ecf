import Foundation

/// The parameters of a query or a form body, decoded, in order.
package struct FormFields: Sendable {
    package let items: [(name: String, value: String)]

    init(_ text: Substring) {
        items = text.split(separator: "&").map { pair in
            let name = pair.prefix { $0 != "=" }
            return (Self.decoded(name), Self.decoded(pair.dropFirst(name.count + 1)))
        }
    }

    /// The first value of that name; nil where it was not sent.
    package subscript(name: String) -> String? {
        items.first { $0.name == name }?.value
    }

    /// All values of that name, in order.
    package func values(_ name: String) -> [String] {
        items.filter { $0.name == name }.map(\.value)
    }

    /// The names in order.
    package var names: [String] { items.map(\.name) }

    private static func decoded(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return spaced.removingPercentEncoding ?? String(spaced)
    }
}
