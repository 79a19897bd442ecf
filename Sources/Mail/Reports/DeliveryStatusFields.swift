/// The fields of a `message/delivery-status` (RFC 3464 §2): one group for the message, one for each recipient.
enum DeliveryStatusFields {
    static func recipients(_ body: [UInt8], _ limits: ReportLimits) -> [RecipientReport] {
        groups(body, limits).compactMap(RecipientReport.init)
    }

    private static func groups(_ body: [UInt8], _ limits: ReportLimits) -> [ReadHead] {
        var groups = [ReadHead(limits)]
        for line in ByteLines(body) {
            if !body.trimmed(line).isEmpty {
                groups[groups.count - 1].add(body, line)
            } else if groups[groups.count - 1].fields.isEmpty == false {
                guard groups.count <= limits.recipients else { break }
                groups.append(ReadHead(limits))
            }
        }
        return groups
    }
}

extension RecipientReport {
    /// Nil for a group that tells of no recipient.
    fileprivate init?(_ fields: ReadHead) {
        let recipient = HeaderReading.typedAddress(fields["final-recipient"])
        let original = HeaderReading.typedAddress(fields["original-recipient"])
        let said = SMTPWords(OneLine.afterType(fields["diagnostic-code"] ?? ""))
        let status = HeaderReading.status(fields["status"] ?? "")
        guard fields["action"] != nil || recipient != nil || status != nil,
            let action = Self.action(fields["action"], status ?? said.status)
        else { return nil }
        // `5.0.0` says nothing but that it failed; the other server's own words may say more.
        let isVague = status?.hasSuffix(".0.0") ?? true
        self.init(
            action, status: isVague ? said.status ?? status : status, code: said.code, text: said.text)
        (finalRecipient, originalRecipient) = (recipient, original)
    }

    private static func action(_ field: String?, _ status: String?) -> Action? {
        let word = (field ?? "").lowercased().prefix { $0.isASCII && $0.isLetter }
        if let action = Action(rawValue: String(word)) { return action }
        return switch status?.first {
        case "5": .failed
        case "4": .delayed
        case "2": .delivered
        default: nil
        }
    }
}

extension OneLine {
    /// What stands behind a type: `smtp; 550 5.1.1 …` (RFC 3464 §2.1.2).
    fileprivate static func afterType(_ value: String) -> String {
        guard let sign = value.firstIndex(of: ";") else { return value }
        return of(String(value[value.index(after: sign)...]), value.utf8.count)
    }
}

/// A server's words taken apart: `550 5.1.1 no such user` (RFC 5321 §4.2, RFC 2034).
struct SMTPWords: Sendable, Hashable {
    var code: Int?
    var status: String?
    var text: String

    init(_ line: String) {
        var rest = Substring(line)
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        let behind = rest.dropFirst(digits.count).first
        if digits.utf8.count == 3, let code = Int(digits), (200..<600).contains(code),
            behind.map({ " -#".contains($0) }) ?? true
        {
            self.code = code
            rest = rest.dropFirst(3).drop { " -#".contains($0) }
        }
        if let status = HeaderReading.status(rest) {
            self.status = status
            rest = rest.drop { $0 == "#" || $0 == " " }.dropFirst(status.count).drop { " -:".contains($0) }
        }
        text = String(rest)
    }
}
