/// The values of headers as they are read; nil or empty where one is not what it should be.
enum HeaderReading {
    /// `multipart/report` and its parameters, names in lower case (RFC 2045 §5.1, RFC 2231 §3).
    static func contentType(_ value: String?) -> (type: String, parameters: [String: String]) {
        var pieces = split(value ?? "", at: ";")
        guard !pieces.isEmpty else { return ("text/plain", [:]) }
        let type = pieces.removeFirst().lowercased()
        var parameters: [String: String] = [:]
        for piece in pieces.prefix(mostParameters) {
            guard let sign = piece.firstIndex(of: "=") else { continue }
            let name = trimmed(piece[..<sign]).lowercased()
            // A value that is continued comes in its pieces, as a rule in their order.
            let plain = String(name.prefix { $0 != "*" })
            guard !plain.isEmpty, name == plain || name.hasPrefix(plain + "*") else { continue }
            let part = unquoted(trimmed(piece[piece.index(after: sign)...]))
            parameters[plain] = name == plain ? parameters[plain] ?? part : (parameters[plain] ?? "") + part
        }
        return (type.contains("/") ? type : "text/plain", parameters)
    }

    /// The first `<…>` of a value that can be a Message-ID (RFC 5322 §3.6.4).
    static func messageID(_ value: String?) -> String? {
        guard let value, let start = value.firstIndex(of: "<"),
            let end = value[start...].firstIndex(of: ">")
        else { return nil }
        let id = value[start...end]
        let isOne =
            id.utf8.count <= 998 && id.utf8.dropFirst().allSatisfy { (33...126).contains($0) && $0 != 60 }
        return isOne && id.contains("@") ? String(id) : nil
    }

    /// The addresses of a value, names and comments left out; as they are written.
    static func addresses(_ value: String) -> [String] {
        split(value, at: ",").prefix(mostAddresses).compactMap(address)
    }

    /// One address, with angle brackets or without; nil where none is there.
    static func address(_ value: String) -> String? {
        var plain = value[...]
        if let start = value.lastIndex(of: "<") {
            plain = value[value.index(after: start)...].prefix { $0 != ">" }
        }
        let text = trimmed(plain)
        let isOne =
            text.utf8.count <= 320 && text.contains("@") && text.utf8.allSatisfy { $0 > 32 && $0 != 127 }
        return isOne ? text : nil
    }

    /// What stands behind an address's type: `rfc822; kim@x.example` (RFC 3464 §2.1.2).
    static func typedAddress(_ value: String?) -> String? {
        guard let value else { return nil }
        let halves = value.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        return address(String(halves.last ?? ""))
    }

    /// `5.1.1`, where a text begins with it (RFC 3463 §2).
    static func status(_ text: some StringProtocol) -> String? {
        let word = text.drop { $0 == " " || $0 == "#" }.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, ["2", "4", "5"].contains(parts[0]),
            parts.dropFirst().allSatisfy({ (1...3).contains($0.utf8.count) })
        else { return nil }
        return String(word)
    }

    private static let mostParameters = 30
    private static let mostAddresses = 50

    /// The pieces between a sign that stands in no quotes, no comment and no angle brackets; comments are left out.
    private static func split(_ value: String, at sign: Unicode.Scalar) -> [String] {
        var pieces = [String.UnicodeScalarView()]
        var (isQuoted, isEscaped, comments) = (false, false, 0)
        for scalar in value.unicodeScalars {
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\", isQuoted || comments > 0 {
                isEscaped = true
            } else if scalar == "\"", comments == 0 {
                isQuoted.toggle()
            } else if scalar == "(", !isQuoted {
                comments += 1
            } else if scalar == ")", !isQuoted, comments > 0 {
                comments -= 1
                continue
            } else if scalar == sign, !isQuoted, comments == 0 {
                pieces.append(String.UnicodeScalarView())
                continue
            }
            if comments == 0 { pieces[pieces.count - 1].append(scalar) }
        }
        return pieces.map { trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    private static func unquoted(_ text: String) -> String {
        guard text.hasPrefix("\""), text.count >= 2 else { return text }
        var (plain, isEscaped) = (String.UnicodeScalarView(), false)
        for scalar in text.unicodeScalars.dropFirst() {
            if !isEscaped, scalar == "\"" { break }
            isEscaped = !isEscaped && scalar == "\\"
            if !isEscaped { plain.append(scalar) }
        }
        return String(plain)
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        guard let end = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(start[...end])
    }
}
