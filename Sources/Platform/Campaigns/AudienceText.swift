import FoundationEssentials
import ServiceCore
import Store

/// Reads the audience line of a form: `all contacts`, `group NAME`, `filter NAME`, or addresses and numbers.
struct AudienceText {
    let text: String
    let channel: Channel

    /// - Throws: `.invalid` on `audience` for a name that the account does not have and for what is no address.
    func read(account: Int64, in db: ReadTransaction) throws -> AudienceSpec {
        let plain = text.trimmingBlanks
        if plain.isEmpty { return AudienceSpec(.none) }
        if ["all", "all contacts"].contains(plain.lowercased()) { return AudienceSpec(.all) }
        if let name = rest(of: plain, after: "group ") {
            return try CampaignQueries.group(name, account: account, in: db)
        }
        if let name = rest(of: plain, after: "filter ") {
            return try CampaignQueries.filter(name, account: account, in: db)
        }
        return AudienceSpec(.list, addresses: try addresses(plain))
    }

    private func rest(of text: String, after word: String) -> String? {
        text.lowercased().hasPrefix(word) ? String(text.dropFirst(word.count)).trimmingBlanks : nil
    }

    private func addresses(_ text: String) throws(ServiceError) -> [String] {
        var addresses: [String] = []
        for part in TypedMailbox.parts(of: text).flatMap(pieces) { addresses.append(try normalized(part)) }
        return addresses
    }

    /// The addresses in what stands between commas: one behind its name, or several with blanks between.
    private func pieces(of part: String) -> [String] {
        if part.hasSuffix(">"), let person = TypedMailbox(part) { return [person.address] }
        // Numbers are written with blanks inside, addresses never.
        return part.split { $0 == "\t" || (channel == .email && $0 == " ") }.map { String($0).trimmingBlanks }
            .filter { !$0.isEmpty }
    }

    private func normalized(_ text: String) throws(ServiceError) -> String {
        switch channel {
        case .email:
            do throws(MailAddressFault) {
                return try MailAddress(text).written
            } catch {
                throw ServiceError(
                    .invalid, "“\(text)” is no e-mail address: \(error.words).",
                    hint: "Write all contacts, group NAME, filter NAME or addresses with commas between.",
                    field: "audience")
            }
        case .sms:
            do throws(ServiceError) {
                return try PhoneNumber.typed(text)
            } catch {
                throw ServiceError(error.code, error.message, hint: error.hint, field: "audience")
            }
        }
    }
}
