/// Answers as Dyn's pages and public clients have them, byte for byte and never from our own encoder; each names its
/// section of `Providers/Dyn/WIRE.md`.
enum DynFixture {
    /// §2: 32 hexadecimal digits.
    static let key = "0123456789abcdef0123456789abcdef"

    /// §5, GET /accounts: the data of its example.
    static let accounts = #"""
        {"accounts": [{"username": "ops@shop.example", "apikey": "0f...", "companyname": "Shop",
          "phone": "1 603 555 0100", "trackopens": 1, "tracklinks": 0, "trackunsubscribes": 0,
          "created": "2026-01-05T09:00:00+00:00"}], "emailcap": 50000}
        """#

    /// §5, POST /accounts: the keys of its answer, "the whole account, plus emailcap, never password".
    static let account = #"""
        {"username": "ops@shop.example", "accountname": "shop", "contactname": "Kim", "companyname": "Shop",
          "phone": "1 603 555 0100", "address": "1 Elm St", "city": "Concord", "state": "NH", "zipcode": "03301",
          "country": "US", "timezone": "-5.00", "bounceurl": "https://shop.example/b", "spamurl": "",
          "unsubscribeurl": "", "trackopens": 1, "tracklinks": 1, "trackunsubscribes": 0, "apikey": "1e...",
          "created": "2026-01-05T09:00:00+00:00", "emailsent": 12, "usertype": "sub", "max_sample_count": 5,
          "emailcap": 50000}
        """#

    /// §5, GET /accounts/xheaders.
    static let xheaders = #"{"xheader1": "", "xheader2": "", "xheader3": "X-Order", "xheader4": ""}"#

    /// §6, GET /senders.
    static let senders = #"{"senders": [{"emailaddress": "a@x.com", "seeding": 0}]}"#

    /// §6, "Sender".
    static let sender = #"""
        {"emailaddress": "a@x.com", "seeding": 0, "dkim": "sel1", "dkimval": "k=rsa; p=...", "spf": "v=spf1 include:... ~all"}
        """#

    /// §6, GET /senders/status.
    static let senderStatus = #"{"status": 1}"#

    /// §7, "Status answer".
    static let recipient = #"""
        {"recipients": [{"emailaddress": "u@x.com", "status": "active", "suppressionstatus": "unsuppressed"}],
          "emailaddress": "u@x.com", "status": "active", "suppressionstatus": "unsuppressed"}
        """#

    /// §7, GET /suppressions.
    static let suppressions = #"""
        {"suppressions": [{"emailaddress": "q@x.net", "suppresstime": "2026-03-01T12:00:05+00:00", "reasontype": "manual", "suppressionid": "17"}]}
        """#

    /// §7, GET /suppressions/count.
    static let suppressionCount = #"{"count": 1}"#

    /// §9, GET /reports/KIND/count.
    static let reportCount = #"{"count": 12}"#

    /// §9, GET /reports/opens/count/unique.
    static let uniqueCount = #"{"count": 4, "unique": 4}"#

    /// §9, "Row": the members that rows of every kind have, and those that one kind adds.
    static func row(_ more: String = "") -> String {
        #"{"emailaddress": "u@x.com", "date": "2026-03-01T12:00:05+00:00", "sender": "a@x.com", "xheaders": []"#
            + "\(more)}"
    }

    /// §9, GET /reports/KIND: `{"KIND": [row, ...]}`.
    static func report(_ kind: String, _ rows: String...) -> String {
        #"{"\#(kind)": [\#(rows.joined(separator: ", "))]}"#
    }

    /// §9, GET /reports/opens/unique: the same rows twice.
    static func unique(_ kind: String, _ rows: String...) -> String {
        let list = rows.joined(separator: ", ")
        return #"{"\#(kind)": [\#(list)], "unique": [\#(list)]}"#
    }

    /// §3, the envelope of every answer.
    static func good(_ data: String) -> String {
        #"{"response": {"status": 200, "message": "OK", "data": \#(data)}}"#
    }

    /// §3, the statuses and messages of bad answers.
    static func bad(_ status: Int, _ message: String, data: String = "[]") -> String {
        #"{"response": {"status": \#(status), "message": "\#(message)", "data": \#(data)}}"#
    }
}
