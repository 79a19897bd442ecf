import ServiceCore

/// Reads a header's list of people: `Ana <ana@x.test>, "Doe, J" <j@x.test>, Team: a@x.test, b@x.test;`.
///
/// It goes from code point to code point, as other programs go from byte to byte: a letter that is put together with a quote
/// must not hide the quote.
struct MailboxList {
    /// The addresses alone, in their order; whether they can be sent to is not asked.
    private(set) var addresses: [String] = []
    /// Whether there is but one way to read it: nothing is left open, at-signs stand in addresses and quoted names alone, and
    /// so do backslashes but for the addresses.
    private(set) var isUnambiguous = true
    /// Whether everything but quoted names is ASCII.
    private(set) var isASCII = true

    private var signs = 0
    private var plain = String.UnicodeScalarView()
    private var bracketed: String.UnicodeScalarView?
    private var (isQuoted, isEscaped, isInBrackets) = (false, false, false)
    private var commentDepth = 0

    init(_ text: String) {
        for scalar in text.unicodeScalars { take(scalar) }
        let isOpen = isQuoted || isEscaped || isInBrackets || commentDepth > 0
        endMailbox()
        if isOpen || signs != addresses.count { isUnambiguous = false }
    }

    static func addresses(in text: String) -> [String] { MailboxList(text).addresses }

    private mutating func take(_ scalar: Unicode.Scalar) {
        if isEscaped { return isEscaped = false }
        if isQuoted || commentDepth > 0 {
            takeHidden(scalar)
        } else {
            takeOpen(scalar)
        }
        // What was no text before stands for anything.
        if scalar == "\u{FFFD}" { isUnambiguous = false }
    }

    /// Within quotes or a comment.
    private mutating func takeHidden(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\\": isEscaped = true
        case "\"" where isQuoted: isQuoted = false
        case "(" where !isQuoted: commentDepth += 1
        case ")" where !isQuoted: commentDepth -= 1
        // Not everybody knows comments.
        case "@" where !isQuoted: signs += 1
        default: break
        }
    }

    private mutating func takeOpen(_ scalar: Unicode.Scalar) {
        if !scalar.isASCII { isASCII = false }
        switch scalar {
        case "\\": isUnambiguous = false
        case "\"": isQuoted = true
        case "(": commentDepth = 1
        case "<":
            if bracketed != nil { isUnambiguous = false }
            (isInBrackets, bracketed) = (true, String.UnicodeScalarView())
        case ">": isInBrackets = false
        case _ where isInBrackets:
            if scalar == "@" { signs += 1 }
            bracketed?.append(scalar)
        case ",", ";": endMailbox()
        // What went before is the name of a group.
        case ":": plain = String.UnicodeScalarView()
        default:
            if scalar == "@" { signs += 1 }
            plain.append(scalar)
        }
    }

    private mutating func endMailbox() {
        let address = String(bracketed ?? plain).trimmingBlanks
        if !address.isEmpty { addresses.append(address) }
        (plain, bracketed, isInBrackets) = (String.UnicodeScalarView(), nil, false)
    }
}
