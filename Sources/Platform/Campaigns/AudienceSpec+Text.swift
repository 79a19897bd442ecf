import FoundationEssentials
import ServiceCore
import Store

/// Reads the audience line of a form: `all contacts`, `group NAME`, `filter NAME`, or addresses and numbers.
extension AudienceSpec {
    /// The audience that a form names, nil where it leaves the line out.
    static func read(
        _ values: FormValues, _ channel: Channel, account: Int64, in db: ReadTransaction
    ) throws -> AudienceSpec? {
        try values["audience"].map { try read($0, channel, account: account, in: db) }
    }

    /// - Throws: `.invalid` on `audience` for a name that the account does not have and for what is no address.
    static func read(
        _ text: String, _ channel: Channel, account: Int64, in db: ReadTransaction
    ) throws -> AudienceSpec {
        let plain = text.trimmingBlanks
        if plain.isEmpty { return AudienceSpec(kind: .none) }
        if ["all", "all contacts"].contains(plain.lowercased()) { return AudienceSpec(kind: .all) }
        if let name = rest(of: plain, after: "group ") {
            return try CampaignQueries.group(name, account: account, in: db)
        }
        if let name = rest(of: plain, after: "filter ") {
            return try CampaignQueries.filter(name, account: account, in: db)
        }
        return AudienceSpec(
            kind: .list,
            addresses: try typed(
                plain, channel, field: "audience",
                hint: "Write all contacts, group NAME, filter NAME or addresses with commas between."))
    }

    /// Addresses or numbers alone, as a line of a form has them.
    ///
    /// - Throws: `.invalid` on `field` for what is none.
    static func typed(
        _ text: String, _ channel: Channel, field: FieldID,
        hint: String = "Write addresses such as ana@example.com, with commas between."
    ) throws(ServiceError) -> [String] {
        var addresses: [String] = []
        for part in TypedMailbox.parts(of: text).flatMap({ pieces(of: $0, channel) }) {
            addresses.append(try normalized(part, channel, field, hint))
        }
        return addresses
    }

    private static func rest(of text: String, after word: String) -> String? {
        text.lowercased().hasPrefix(word) ? String(text.dropFirst(word.count)).trimmingBlanks : nil
    }

    /// The addresses in what stands between commas: one behind its name, or several with blanks between.
    private static func pieces(of part: String, _ channel: Channel) -> [String] {
        if part.hasSuffix(">"), let person = TypedMailbox(part) { return [person.address] }
        // Numbers are written with blanks inside, addresses never.
        return part.split { $0 == "\t" || (channel == .email && $0 == " ") }.map { String($0).trimmingBlanks }
            .filter { !$0.isEmpty }
    }

    private static func normalized(
        _ text: String, _ channel: Channel, _ field: FieldID, _ hint: String
    ) throws(ServiceError) -> String {
        switch channel {
        case .email:
            do throws(MailAddressFault) {
                return try MailAddress(text).written
            } catch {
                throw ServiceError(
                    .invalid, "“\(text)” is no e-mail address: \(error.words).", hint: hint, field: field)
            }
        case .sms:
            do throws(ServiceError) {
                return try PhoneNumber.typed(text)
            } catch {
                throw ServiceError(error.code, error.message, hint: error.hint, field: field)
            }
        }
    }
}
