/// A line as a client says it: its verb, and what follows.
struct ServerCommand: Sendable, Equatable {
    /// In capitals.
    let verb: String
    /// Without the blanks around it.
    let rest: String

    /// Nil where the line is no text.
    init?(_ line: ArraySlice<UInt8>) {
        guard let text = String(validating: line, as: UTF8.self),
            line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
        else { return nil }
        let words = text.split(separator: " ", maxSplits: 1)
        verb = words.first?.uppercased() ?? ""
        rest = words.count > 1 ? Self.trimmed(words[1]) : ""
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " }
        return String(
            start.prefix(upTo: start.lastIndex { $0 != " " }.map(start.index(after:)) ?? start.startIndex))
    }

    var words: [Substring] { rest.split(separator: " ") }
}

/// `FROM:<ana@example.com> SIZE=1000`: what MAIL and RCPT name, with the wishes behind it.
struct PathArgument: Sendable {
    enum Fault: Error, Sendable, Equatable {
        case syntax
        case address(EnvelopeAddressFault)
    }

    let address: EnvelopeAddress
    /// Keywords in capitals, in their order.
    let parameters: [(keyword: String, value: String?)]

    /// - Parameter keyword: `FROM:` or `TO:`.
    init(_ text: String, after keyword: String) throws(Fault) {
        guard text.utf8.count >= keyword.utf8.count,
            text.prefix(keyword.count).uppercased() == keyword
        else { throw .syntax }
        let path = text.dropFirst(keyword.count).drop { $0 == " " }
        guard path.first == "<", let end = path.firstIndex(of: ">") else { throw .syntax }
        let inside = path[path.index(after: path.startIndex)..<end]
        let rest = path[path.index(after: end)...]
        guard rest.isEmpty || rest.first == " " else { throw .syntax }
        do throws(EnvelopeAddressFault) {
            address = inside.isEmpty ? .none : try EnvelopeAddress(String(Self.withoutRoute(inside)))
        } catch {
            throw .address(error)
        }
        parameters = rest.split(separator: " ").map { word in
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (parts[0].uppercased(), parts.count > 1 ? String(parts[1]) : nil)
        }
    }

    /// `@a.example,@b.example:ana@example.com` is taken for its last part (RFC 5321 §4.1.1.3).
    private static func withoutRoute(_ path: Substring) -> Substring {
        guard path.first == "@", let colon = path.firstIndex(of: ":") else { return path }
        return path[path.index(after: colon)...]
    }
}
