package import ServiceCore

/// One place in an answer; goes deeper by name and gives values in whatever form the platform wrote them.
///
/// Three ways to treat a field:
/// ```swift
/// let address = try item["emailaddress"].text()              // needed: an error that names it
/// let limit = try item["hourly_limit"].ifPresent?.integer()   // may be missing or null, but not wrong
/// let age = try? item["edad"].integer()                       // shown as far as known
/// ```
/// Errors name the field by its path and never quote what stood there, which may be a secret.
package struct JSONReader: Sendable {
    /// What stands here; nil where nothing does.
    package let value: JSONValue?
    /// Where this is in the answer: `data.senders[3].seeding`; empty for the whole.
    package let path: String
    package let call: CallContext

    package init(_ value: JSONValue?, path: String = "", call: CallContext) {
        self.value = value
        self.path = path
        self.call = call
    }

    /// The first of these members that is there and not null; going on from what is missing is missing too.
    package subscript(name: String, others: String...) -> JSONReader { first(of: [name] + others) }

    /// The same of names at hand; at least one.
    func first(of names: [String]) -> JSONReader {
        for name in names {
            if let value = value?.member(name), value != .null {
                return JSONReader(value, path: path(to: name), call: call)
            }
        }
        return JSONReader(nil, path: path(to: names[0]), call: call)
    }

    /// This, or nil where nothing or `null` stands here.
    package var ifPresent: JSONReader? {
        value == nil || value == .null ? nil : self
    }

    /// The items of a list, each with its own place.
    ///
    /// - Throws: `.malformedAnswer` where this is missing or no list; an object whose names are numbers, and an empty one,
    ///   counts as a list, since PHP cannot tell them apart.
    package func items() throws(ServiceError) -> [JSONReader] {
        guard let items = listed else { throw wrong("list") }
        return items.enumerated().map { index, item in
            JSONReader(item, path: "\(path)[\(index)]", call: call)
        }
    }

    /// The same, where a lone object may stand for a list of one, as converters from XML write it.
    func itemsOrOne() throws(ServiceError) -> [JSONReader] {
        if listed == nil, !path.isEmpty, case .object = value { return [self] }
        return try items()
    }

    /// An answer that is one object as a whole is none of these: it says something else.
    private var listed: [JSONValue]? {
        switch value {
        case .array(let items): items
        case .object(let members) where !path.isEmpty && members.allSatisfy(\.isNumbered):
            members.map(\.value)
        default: nil
        }
    }

    /// The members of an object in their order, such as variables whose names are data.
    ///
    /// - Throws: `.malformedAnswer` where this is missing or no object; an empty list counts as an empty
    ///   object, since PHP cannot tell them apart.
    package func members() throws(ServiceError) -> [(name: String, value: JSONReader)] {
        switch value {
        case .object(let members):
            members.map { ($0.name, JSONReader($0.value, path: path(to: $0.name), call: call)) }
        case .array([]): []
        default: throw wrong("object")
        }
    }

    /// This place holds something that it must not.
    ///
    /// - Parameter problem: the end of a sentence: `is neither M nor F`.
    package func malformed(_ problem: String) -> ServiceError {
        call.malformed(path.isEmpty ? "it \(problem)" : "\(path) \(problem)")
    }

    func wrong(_ wanted: String) -> ServiceError {
        guard let found = value, found != .null else {
            return malformed(path.isEmpty ? "is empty" : "is missing")
        }
        return malformed("is \(found.kindName), not \(wanted == "object" ? "an" : "a") \(wanted)")
    }

    private func path(to name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }
}

extension JSONValue {
    fileprivate var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string, .secret: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

extension JSONValue.Member {
    /// Whether its name is the place of an item in a list.
    fileprivate var isNumbered: Bool {
        !name.isEmpty && name.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
