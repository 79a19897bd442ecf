import ServiceCore

/// How the bytes of an answer stand for characters, where it says so; read as browsers do.
///
/// - Source: WHATWG Encoding Standard, by which all these labels of Latin 1 mean windows-1252.
enum Charset: Sendable {
    case utf8, windows1252

    /// Nil for a label that is none of these.
    init?(label: String) {
        switch label.lowercased() {
        case "utf-8", "utf8", "unicode-1-1-utf-8": self = .utf8
        case "windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "iso88591", "iso_8859-1",
            "latin1", "l1", "cp819", "ibm819":
            self = .windows1252
        default: return nil
        }
    }

    /// What `application/json; charset=ISO-8859-1` declares; nil where it declares none that is known.
    init?(contentType: String) {
        let parameters = contentType.split(separator: ";").dropFirst()
        for parameter in parameters.map({ String($0).trimmingBlanks }) {
            let parts = parameter.split(separator: "=", maxSplits: 1).map { String($0).trimmingBlanks }
            guard parts.count == 2, parts[0].lowercased() == "charset" else { continue }
            self.init(label: parts[1].filter { $0 != "\"" })
            return
        }
        return nil
    }

    /// The text of bytes; what is no UTF-8 in bytes that are declared to be becomes U+FFFD.
    ///
    /// - Parameter declared: nil tries UTF-8 first, which hardly any other text is by chance.
    static func text(_ bytes: ArraySlice<UInt8>, declared: Charset?) -> String {
        switch declared {
        case .utf8?: String(decoding: bytes, as: UTF8.self)
        case .windows1252?: latin(bytes)
        case nil: String(validating: bytes, as: UTF8.self) ?? latin(bytes)
        }
    }

    private static func latin(_ bytes: ArraySlice<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            text.append((0x80..<0xA0).contains(byte) ? signs[Int(byte) - 0x80] : Unicode.Scalar(byte))
        }
        return String(text)
    }

    /// 0x80 to 0x9F, in which windows-1252 differs from Latin 1.
    private static let signs = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
}
