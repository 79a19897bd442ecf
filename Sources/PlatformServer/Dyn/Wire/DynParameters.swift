import Foundation
import Platform
import ServiceCore

/// What a call was given: the query of a GET, the form of a POST (§1).
struct DynParameters: Sendable {
    private let fields: RequestFields

    init(_ request: ServerRequest) {
        // A GET may come with a body, which says nothing.
        fields = request.method == "POST" ? RequestFields(encoded: request.body) : request.query
    }

    /// The same of a form that has not come whole: of its fields those that have.
    init(beginningOf request: ServerRequest) {
        var request = request
        let end = request.body.lastIndex(of: UInt8(ascii: "&")) ?? 0
        request.body.removeSubrange(end...)
        self.init(request)
    }

    /// False where a form has more fields than are read.
    var isWhole: Bool { fields.isWhole }

    /// The key under its own name, which counts before any other.
    var plainKey: String? { fields["apikey"] }

    /// The first value of this name; nil where it was not sent.
    ///
    /// `_name` is `name` where no plain one was sent: clients post an account back under such names.
    subscript(name: String) -> String? { fields[name] ?? fields["_" + name] }

    /// The value of the first of these names that was sent, without blanks around it; nil for an empty one too.
    func text(_ names: String...) -> String? {
        for name in names {
            guard let value = self[name] else { continue }
            let text = value.trimmingBlanks
            return text.isEmpty ? nil : text
        }
        return nil
    }

    func required(_ name: String) throws(ServiceError) -> String {
        guard let text = text(name) else { throw DynFaults.of(name, "is missing") }
        return text
    }

    /// All that was sent for a name that may be sent again and again, as itself or as `name[]`.
    func all(_ name: String) -> [String] {
        let sent = fields.fields.filter { $0.name == name || $0.name == name + "[]" }.map(\.value)
        return sent.isEmpty ? fields.all("_" + name) : sent
    }

    /// Names that begin so, whatever their case, with their values.
    func named(_ prefix: String) -> [(name: String, value: String)] {
        fields.fields.filter { $0.name.lowercased().hasPrefix(prefix) }.map { ($0.name, $0.value) }
    }

    /// - Parameter default: what an empty text and none at all mean.
    func flag(_ name: String, default isOn: Bool = false) throws(ServiceError) -> Bool {
        switch text(name) {
        case nil: isOn
        case "0": false
        case "1": true
        default: throw DynFaults.of(name, "is neither 0 nor 1")
        }
    }

    /// Nil where it was not sent or is empty.
    func date(_ names: String...) throws(ServiceError) -> Date? {
        for name in names {
            guard let text = text(name) else { continue }
            guard let date = DateReading.instant(text) else {
                throw DynFaults.of(name, "is no date such as 2026-03-01T12:00:05+00:00")
            }
            return date
        }
        return nil
    }

    /// Where a page begins, counted from 0; clients use either name.
    func start() throws(ServiceError) -> Int {
        let name = self["startindex"] == nil ? "start_index" : "startindex"
        guard let text = text(name) else { return 0 }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = Int(text) else {
            throw DynFaults.of(name, "is no whole number from 0 on")
        }
        return index
    }

    /// The address of the one sender or account that a call is about, as it is written.
    func address(_ name: String = "emailaddress") throws(ServiceError) -> String {
        let text = try required(name)
        guard let address = try? MailAddress(text) else {
            throw DynFaults.of(name, "\(DynFaults.quoted(text)) is no e-mail address")
        }
        return address.written
    }

    /// Addresses between commas or in a printed list, as they are written, each once.
    func addresses(_ name: String = "emailaddress") throws(ServiceError) -> [String] {
        var faults = DynFaults()
        var addresses: [String] = []
        var seen: Set<MailAddress> = []
        let texts = all(name).flatMap { PythonLiteral.list($0) ?? [$0] }
        for text in texts.flatMap({ $0.split(separator: ",") }).map({ String($0).trimmingBlanks })
        where !text.isEmpty {
            guard let address = try? MailAddress(text) else {
                faults.add(name, "\(DynFaults.quoted(text)) is no e-mail address")
                continue
            }
            if seen.insert(address).inserted { addresses.append(address.written) }
        }
        try faults.check()
        guard !addresses.isEmpty else { throw DynFaults.of(name, "is missing") }
        guard addresses.count <= Self.mostAddresses else {
            throw DynFaults.of(name, "holds more than \(Self.mostAddresses) addresses")
        }
        return addresses
    }

    /// One call is one transaction, for which others wait.
    private static let mostAddresses = 10_000
}
