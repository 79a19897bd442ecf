/// A command that is one line; its arguments are values that hold no line end.
enum Command: Sendable, Equatable {
    case ehlo(String)
    case helo(String)
    case startTLS
    case auth(String)
    case mail(String)
    case rcpt(Int, String)
    case data
    case reset
    case quit

    /// The line with its end.
    var line: String {
        switch self {
        case .ehlo(let name): "EHLO \(name)\r\n"
        case .helo(let name): "HELO \(name)\r\n"
        case .startTLS: "STARTTLS\r\n"
        case .auth(let text): "\(text)\r\n"
        case .mail(let arguments): "MAIL FROM:\(arguments)\r\n"
        case .rcpt(_, let arguments): "RCPT TO:\(arguments)\r\n"
        case .data: "DATA\r\n"
        case .reset: "RSET\r\n"
        case .quit: "QUIT\r\n"
        }
    }
}

extension Command {
    /// MAIL with what the server announced and the message needs.
    static func mail(of transaction: MailTransaction, to server: Capabilities) -> Command {
        var line = "<\(transaction.sender.text)>"
        let content = transaction.content
        if server.size { line += " SIZE=\(content.bytes.count)" }
        if content.isEightBit, server.eightBitMIME { line += " BODY=8BITMIME" }
        if transaction.needsUTF8, server.smtpUTF8 { line += " SMTPUTF8" }
        if server.dsn {
            if let returned = transaction.returned { line += " RET=\(returned.rawValue)" }
            if let id = transaction.envelopeID { line += " ENVID=\(XText.encoded(id))" }
        }
        return .mail(line)
    }

    /// RCPT for one of the recipients.
    static func rcpt(_ index: Int, of transaction: MailTransaction, to server: Capabilities) -> Command {
        let recipient = transaction.recipients[index]
        var line = "<\(recipient.address.text)>"
        if server.dsn {
            if let notices = recipient.notices {
                let names = Recipient.Notice.allCases.filter(notices.contains).map(\.rawValue)
                line += " NOTIFY=" + (names.isEmpty ? "NEVER" : names.joined(separator: ","))
            }
            if let original = recipient.original { line += " ORCPT=rfc822;\(XText.encoded(original))" }
        }
        return .rcpt(index, line)
    }
}

/// Text within an argument, where everything but printable ASCII stands as `+` and two digits (RFC 3461 §4).
enum XText {
    static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { encoded, byte in
            if (0x21...0x7E).contains(byte), byte != 0x2B, byte != 0x3D {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "+" + Hexadecimal.pair(byte)
            }
        }
    }
}
