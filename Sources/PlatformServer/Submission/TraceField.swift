import Foundation
import Mail
import SMTP

/// The field that says how a message came here (RFC 5321 §4.4); it names the machine, not who was logged in.
enum TraceField {
    static func received(_ session: ServedSession, _ message: ReceivedMessage, by name: String, at date: Date)
        -> String
    {
        let peer = session.peer.contains(":") ? "IPv6:\(session.peer)" : session.peer
        return "Received: from \(plain(session.helloName)) ([\(peer)])\r\n\tby \(plain(name)) with "
            + "\(word(session, message));\r\n\t\(MailDate.text(date))\r\n"
    }

    /// As RFC 3848 and RFC 6531 §4.3 register them.
    private static func word(_ session: ServedSession, _ message: ReceivedMessage) -> String {
        let secured = (session.isEncrypted ? "S" : "") + (session.user == nil ? "" : "A")
        if message.sender.isUTF8 { return "UTF8SMTP" + secured }
        return session.isExtended ? "ESMTP" + secured : "SMTP"
    }

    /// A name or an address literal as the client wrote it, with nothing else in it.
    private static func plain(_ name: String) -> String {
        let kept = name.unicodeScalars.filter { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || ".-_:[]".unicodeScalars.contains(scalar))
        }
        return kept.isEmpty ? "unknown" : String(String.UnicodeScalarView(kept.prefix(255)))
    }
}
