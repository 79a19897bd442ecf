import FoundationEssentials
import ServiceCore
import Testing

/// What a platform did not tell is unknown: never off, 0, verified or active.
@Suite struct UntoldTests {
    private static func id(_ kind: ResourceKind) -> ResourceID { ResourceID("hosted", kind, "1") }

    private static let rows = [
        Row(Account.untold(id(.account), username: "ana@a.test")),
        Row(ApprovedSender.untold(id(.sender), account: "", address: "ana@a.test")),
        Row(SMTPUser.untold(id(.smtpUser), account: "", name: "relay")),
        Row(SendingDomain.untold(id(.sendingDomain), account: "", domain: "a.test")),
        Row(TrackingDomain.untold(id(.trackingDomain), account: "", domain: "t.a.test")),
        Row(Webhook.untold(id(.webhook), account: "", url: "https://a.test")),
        Row(Contact.untold(id(.contact), account: "", email: "ana@a.test")),
        Row(Campaign.untold(id(.campaign), account: "", title: "Spring")),
    ]

    @Test(arguments: rows)
    func `no flag and no number of an untold row has a value, in JSON null, or nothing for a limit`(row: Row)
    {
        let json = RowJSON.object(row)
        for field in row.schema.fields where [.flag, .integer, .number].contains(field.kind) {
            #expect(row[field.id] == .none, "\(row.id.kind) \(field.id)")
            let isSaid = field.emptyWord == nil
            #expect(json.contains("\"\(field.id)\":null") == isSaid, "\(row.id.kind) \(field.id)")
            #expect(row.emptyWord(field) == nil)
        }
    }

    @Test(arguments: rows)
    func `no untold row is in a state that is good`(row: Row) {
        for field in row.schema.fields where field.kind == .state {
            if case .state(let state) = row[field.id] { #expect(state.tone != .good, "\(field.id)") }
        }
    }

    @Test func `a text that was not told is no empty text`() {
        var account = Account.untold(Self.id(.account), username: "ana@a.test")
        account.untold = ["phone"]
        let row = Row(account)
        #expect(row["phone"] == .none && row["city"] == .text(""))
        #expect(row.schema["phone"].map(row.isUntold) == true)
        #expect(row.schema["city"].map(row.isUntold) == false)
        #expect(row.schema["verified"].map(row.isUntold) == true)
        #expect(row.schema["email_cap"].map(row.isUntold) == false, "there may be no cap")
    }

    @Test func `a text that nobody told is null in JSON, and one that was told to be empty is empty`() {
        var campaign = Campaign.untold(Self.id(.campaign), account: "acme", title: "Spring")
        campaign.text = "hi"
        campaign.leaveEmptyTextsUntold(but: ["subject"])
        let json = RowJSON.object(Row(campaign), fields: ["title", "subject", "sender", "html", "text"])
        #expect(json.hasSuffix(#""title":"Spring","subject":"","sender":null,"html":null,"text":"hi"}"#))
        var account = Account.untold(Self.id(.account), username: "ana@a.test")
        account.leaveEmptyTextsUntold()
        #expect(RowJSON.object(Row(account), fields: ["type", "city"]).hasSuffix(#""type":null,"city":""}"#))
    }

    @Test func `a limit that was told is known, however its row was made`() throws {
        var user = SMTPUser.untold(Self.id(.smtpUser), account: "", name: "relay")
        (user.hourlyLimit, user.totalLimit) = (500, nil)
        let row = Row(user)
        #expect(row["hourly_limit"] == .integer(500) && row["total_limit"] == .none)
        #expect(row.schema["hourly_limit"].map(row.isUntold) == false)
        #expect(row.schema["total_limit"].map(row.isUntold) == true)
    }

    @Test func `a limit that is known to be none says so, unlike one that nobody told`() {
        var user = SMTPUser.untold(Self.id(.smtpUser), account: "", name: "relay")
        user.hourlyLimit = 5
        let known = SMTPUser(id: Self.id(.smtpUser), account: "", name: "own")
        let (half, none) = (Row(user), Row(known))
        let fields = ["hourly_limit", "total_limit"]
        #expect(RowJSON.object(half, fields: fields).hasSuffix(#""connection":"hosted","hourly_limit":5}"#))
        #expect(RowJSON.object(none, fields: fields).hasSuffix(#""hourly_limit":null,"total_limit":null}"#))
        #expect(RowCSV.line(half, fields: fields) == "1,5,\r\n")
        #expect(RowCSV.line(none, fields: fields) == "1,,\r\n")
        #expect(half.schema["total_limit"].map(half.isUntold) == true)
        #expect(none.schema["total_limit"].flatMap(none.emptyWord) == "none")
        #expect(
            Row(Account(id: Self.id(.account), username: "a")).emptyWord(Row(known).schema.fields[0]) == nil)
    }

    @Test func `a platform’s own word stands for a state in tables, JSON, CSV, filters and orders`() throws {
        let words = ["Suspended", "On hold", nil]
        let rows = words.enumerated().map { index, word in
            var user = SMTPUser.untold(
                ResourceID("hosted", .smtpUser, "\(index)"), account: "", name: "relay\(index)")
            user.ownStatus = word
            return Row(user)
        }
        #expect(rows.map { $0["state"].plainText } == ["Suspended", "On hold", ""])
        #expect(RowJSON.object(rows[0], fields: ["state"]).hasSuffix(#""state":"Suspended"}"#))
        #expect(RowJSON.object(rows[2], fields: ["state"]).hasSuffix(#""state":null}"#))
        #expect(RowCSV.line(rows[0], fields: ["state"]) == "0,Suspended\r\n")
        #expect(rows.sorted(by: RowOrder("state")).map(\.id.native) == ["1", "0", "2"])
        let parser = FilterParser(schema: rows[0].schema, now: .distantPast, takesOwnWords: true)
        for (line, found) in [("state:susp", ["0"]), ("state:on-hold", ["1"]), ("suspended", ["0"])] {
            let filter = try parser.parse(line)
            #expect(rows.filter { filter.matches($0) }.map(\.id.native) == found, "\(line)")
        }
    }

    @Test func `a filter for either value of a flag leaves out the rows that are not known`() throws {
        let row = Self.rows[0]
        let parser = FilterParser(schema: row.schema, now: .distantPast)
        for line in ["track_opens:yes", "track_opens:no", "verified:yes", "verified:no", "state:active"] {
            #expect(try !parser.parse(line).matches(row), "\(line)")
        }
    }
}
