import ServiceCore

/// Names and values of a query, a form body or headers, in order; a name may come more than once.
package struct Parameters: Sendable, ExpressibleByDictionaryLiteral {
    package private(set) var items: [Item]

    package struct Item: Sendable {
        package let name: String
        package let value: ParameterValue
    }

    package init(dictionaryLiteral elements: (String, ParameterValue)...) {
        items = elements.map(Item.init)
    }

    /// Adds one; nil adds nothing.
    package mutating func add(_ name: String, _ value: ParameterValue?) {
        if let value { items.append(Item(name: name, value: value)) }
    }

    /// Adds one; nil adds nothing, an empty text does.
    package mutating func add(_ name: String, _ text: String?) {
        add(name, text.map(ParameterValue.text))
    }

    /// Adds one; nil adds nothing.
    package mutating func add(_ name: String, _ number: Int?) {
        add(name, number.map { .text(String($0)) })
    }

    package static func + (left: Parameters, right: Parameters) -> Parameters {
        var sum = left
        sum.items += right.items
        return sum
    }

    /// `name=value&…`, with every secret in clear: only for the request that is being written.
    func revealed() -> String {
        items.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value.revealed))" }
            .joined(separator: "&")
    }

    var secrets: [Secret] { items.compactMap(\.value.secret) }
}
