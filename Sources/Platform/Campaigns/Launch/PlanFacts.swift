import FoundationEssentials
import Mail
import ServiceCore
import Store

/// What is worth reading before a campaign is launched.
struct PlanFacts {
    let row: CampaignRow
    let audience: Int
    let willSend: Int
    let way: SendWay
    let now: Date
    let vault: Vault
    let db: ReadTransaction

    func facts(_ transport: TransportDescription) throws -> [LaunchPlan.Fact] {
        var facts = [
            LaunchPlan.Fact("From", senderWords),
            LaunchPlan.Fact("Audience", row.audience.words(row.channel)),
            LaunchPlan.Fact("Transport", transport.sentence),
        ]
        facts += transport.facts
        facts += try namedBy()
        if row.channel == .sms {
            facts += try sms()
        } else {
            facts.insert(.init("Subject", row.message.subject), at: 1)
        }
        if let setup = try setup() { facts += returning(setup) }
        if let user = way.user { facts.append(limits(user)) }
        if let cap = try cap() {
            facts.append(
                .init(
                    "Monthly cap", "\(NumberText.grouped(cap.used)) of \(NumberText.grouped(cap.limit)) used")
            )
        }
        if let warming = way.warming { facts.append(.init("Warm-up", warming.words)) }
        facts.append(LaunchPlan.Fact("Pauses at", try pauseWords()))
        facts.append(LaunchPlan.Fact("Starts", try startWords()))
        return facts
    }

    func warnings() throws -> [DatedText] {
        var warnings: [DatedText] = []
        if let start = row.start(from: now), start <= now {
            warnings.append("Its time has passed, so it starts at once.")
        }
        if audience > 0, willSend == 0 { warnings.append("Nobody would be sent to.") }
        if row.channel == .sms, SMSText(row.text, type: row.type).alphabet == .ucs2, row.type != .smsUnicode {
            warnings.append("The text does not fit the plain alphabet and is sent as unicode.")
        }
        if row.channel == .sms, let name = FieldText(row.text, as: .text).names.first {
            warnings.append("{{\(name)}} goes out as it is written: text messages are not filled in.")
        }
        if row.channel == .email, row.textContent == nil {
            warnings.append("There is no plain text beside the HTML.")
        }
        if let setup = try setup() { warnings += returningWarnings(setup) }
        return warnings + (try untested()) + (try holding())
    }

    /// Who has it go by another relay than the directory's.
    private func namedBy() throws -> [LaunchPlan.Fact] {
        guard let relay = try row.relay(in: db) else { return [] }
        let domain = MailAddress.domain(of: row.message.from)
        let owners = try RelayOwnerRow.naming(relay, in: db).filter { owner in
            owner.account == row.account && (owner.domain ?? domain) == domain
        }
        // Its domain's counts before its account's, and comes first.
        return owners.prefix(1).map { .init("Named by", $0.words) }
    }

    private var senderWords: String {
        let (name, address) = (row.message.fromName, row.message.from)
        return name.isEmpty ? address : "\(name) <\(address)>"
    }

    /// By the account's clocks, as the form and the row have it.
    private func startWords() throws -> String {
        guard let start = row.start(from: now), start > now else { return "at once" }
        let zone = try AccountQueries.zone(of: row.account, in: db)
        return "at \(zone.text(start)), the account's time"
    }

    private func pauseWords() throws -> String {
        try LaunchRails.of(account: row.account, in: db).rails.words ?? "no share of bounces or complaints"
    }

    private func sms() throws -> [LaunchPlan.Fact] {
        let text = SMSText(row.text, type: row.type)
        return [
            .init(
                "Parts",
                "\(text.parts) of \(text.alphabet.rawValue), \(NumberText.counted(text.length, "character"))"),
            .init("Credits", try creditWords()),
        ]
    }

    private func creditWords() throws -> String {
        let credits = try credits()
        let words =
            "\(NumberText.grouped(credits.needed)) needed, \(NumberText.grouped(credits.left)) left"
        let unsent = row.audience.isAlwaysCharged ? audience - willSend : 0
        guard unsent > 0 else { return words }
        let numbers = NumberText.counted(unsent, "listed number")
        return "\(words): \(numbers) \(unsent == 1 ? "is" : "are") charged though not sent"
    }

    /// What the launch would take, counted as `AudienceSpec.charged` does.
    func credits() throws -> SendWay.Credits {
        let charged = row.audience.isAlwaysCharged ? audience : willSend
        return SendWay.Credits(
            needed: row.message.parts * charged, left: try SMSLedger.balance(of: row.account, in: db))
    }

    private func limits(_ user: SendWay.User) -> LaunchPlan.Fact {
        let hour = user.hourlyLimit.map { "\(NumberText.grouped($0)) an hour" } ?? "no hourly limit"
        let all =
            user.totalLimit.map { limit in
                "\(NumberText.grouped(user.totalLeft ?? 0)) of \(NumberText.grouped(limit)) in all left"
            } ?? "no total limit"
        return .init("SMTP user", "\(user.name): \(hour), \(all)")
    }

    /// What the account's monthly cap is and how much of it is used; nil where there is none.
    func cap() throws -> (used: Int, limit: Int)? {
        guard row.channel == .email else { return nil }
        let month = now.monthNumber
        let cap = try SQLRow.fetchOne(
            db,
            """
            SELECT email_cap, CASE WHEN email_month = \(month) THEN email_month_sent ELSE 0 END FROM account
            WHERE id = \(row.account) AND email_cap IS NOT NULL
            """)
        return cap.map { (used: $0[1], limit: $0[0]) }
    }
}
