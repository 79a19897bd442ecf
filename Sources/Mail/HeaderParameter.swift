import Foundation

/// A parameter of a header, `filename="a.txt"`, continued and encoded where it has to be (RFC 2231).
struct HeaderParameter {
    let name: String
    let value: String

    /// What a value may take in one line beside its name.
    private static let widest = 60

    /// One token for each line that it may take.
    var tokens: [String] {
        let isPlain = value.utf8.allSatisfy { (32...126).contains($0) }
        if isPlain, value.utf8.count <= Self.widest { return ["\(name)=\(Mailbox.quoted(value))"] }
        let pieces = Self.pieces(value)
        if pieces.count == 1 { return ["\(name)*=UTF-8''\(pieces[0])"] }
        return pieces.enumerated().map { place, piece in
            "\(name)*\(place)*=\(place == 0 ? "UTF-8''" : "")\(piece)"
        }
    }

    /// The value in percent-encoded pieces of whole characters.
    private static func pieces(_ value: String) -> [String] {
        var pieces = [""]
        for scalar in value.unicodeScalars {
            let escaped = String(scalar).addingPercentEncoding(withAllowedCharacters: plain) ?? ""
            if pieces[pieces.count - 1].utf8.count + escaped.utf8.count > widest { pieces.append("") }
            pieces[pieces.count - 1] += escaped
        }
        return pieces
    }

    /// `attribute-char` of RFC 2231 §7.
    private static let plain = CharacterSet(
        charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&+-.^_`{|}~")
}

extension FoldedHeader {
    /// Adds a value and its parameters, as Content-Type has them.
    mutating func append(_ value: String, _ parameters: [HeaderParameter]) {
        var tokens = [value] + parameters.flatMap(\.tokens)
        for place in tokens.indices.dropLast() { tokens[place] += ";" }
        for token in tokens { append(token) }
    }
}
