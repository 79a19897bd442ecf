import ServiceCore

/// Every call of `Providers/Dyn/WIRE.md`, with the operation that makes it and where it stands on the board.
enum DynCalls {
    static let all = accounts + senders + people + reports + uniqueReports

    private static let accounts = [
        PlatformCall(call: "GET /accounts", operation: "account list", place: "1 Accounts") {
            _ = try await HostedDriver(dyn: $0).list(.account)
        },
        PlatformCall(call: "POST /accounts", operation: "account create", place: "1 Accounts n") {
            try await HostedDriver(dyn: $0).create(
                .account,
                [
                    "username": "new@shop.example", "password": "s3cret", "company": "Shop",
                    "phone": "1 603 555 0101",
                ])
        },
        PlatformCall(
            call: "POST /accounts", operation: "account edit",
            place: "1 Accounts e (profile, postbacks, tracking)"
        ) { connection in
            let board = HostedDriver(dyn: connection)
            guard let row = try await board.list(.account).first else { throw HostedDriver.NotOffered() }
            try await board.edit(row, ["bounce_url": "https://shop.example/bounced"])
        },
        PlatformCall(call: "POST /accounts", operation: "account track-links", place: "1 Accounts t l") {
            try await HostedDriver(dyn: $0).act("track-links", .account, "ops@shop.example")
        },
        PlatformCall(call: "POST /accounts", operation: "account new-key", place: "1 Accounts R") {
            try await HostedDriver(dyn: $0).act("new-key", .account, "ops@shop.example")
        },
        PlatformCall(
            call: "GET /accounts/xheaders", operation: "account find", place: "1 Accounts Enter r"
        ) { _ = try await HostedDriver(dyn: $0).find(.account, "ops@shop.example") },
        PlatformCall(call: "POST /accounts/xheaders", operation: "account edit", place: "1 Accounts e") {
            connection in
            let board = HostedDriver(dyn: connection)
            guard let row = try await board.list(.account).first else { throw HostedDriver.NotOffered() }
            try await board.edit(row, ["x_header_1": "X-Shop"])
        },
        PlatformCall(call: "POST /accounts/delete", operation: "account delete", place: "1 Accounts X") {
            try await HostedDriver(dyn: $0).delete(.account, "ops@shop.example")
        },
    ]

    private static let senders = [
        PlatformCall(call: "GET /senders", operation: "sender list", place: "2 Senders") {
            _ = try await HostedDriver(dyn: $0).list(.sender)
        },
        PlatformCall(call: "GET /senders", operation: "check", place: "connection check") {
            guard let check = $0.check else { throw HostedDriver.NotOffered() }
            _ = try await check()
        },
        PlatformCall(call: "POST /senders", operation: "sender seed", place: "2 Senders s") {
            try await HostedDriver(dyn: $0).act("seed", .sender, "a@x.com")
        },
        PlatformCall(call: "GET /senders/details", operation: "sender check", place: "2 Senders v") {
            try await HostedDriver(dyn: $0).act("check", .sender, "a@x.com")
        },
        PlatformCall(call: "GET /senders/status", operation: "sender check", place: "2 Senders v") {
            try await HostedDriver(dyn: $0).act("check", .sender, "a@x.com")
        },
        PlatformCall(call: "POST /senders/dkim", operation: "sender edit", place: "2 Senders e") {
            connection in
            let board = HostedDriver(dyn: connection)
            guard let row = try await board.list(.sender).first else { throw HostedDriver.NotOffered() }
            try await board.edit(row, ["dkim_selector": "sel2"])
        },
        PlatformCall(call: "POST /senders/delete", operation: "sender delete", place: "2 Senders X") {
            try await HostedDriver(dyn: $0).delete(.sender, "a@x.com")
        },
    ]

    private static let people = [
        PlatformCall(
            call: "GET /recipients/status", operation: "contact find",
            place: "5 Contacts / with a whole address"
        ) { _ = try await HostedDriver(dyn: $0).find(.contact, "u@x.com") },
        PlatformCall(
            call: "POST /recipients/activate", operation: "contact activate",
            place: "contact activate ADDRESS"
        ) { try await HostedDriver(dyn: $0).act("activate", .contact, "u@x.com") },
        PlatformCall(
            call: "POST /recipients/activate", operation: "contact create", place: "5 Contacts n"
        ) { try await HostedDriver(dyn: $0).create(.contact, ["email": "u@x.com"]) },
        PlatformCall(call: "GET /suppressions", operation: "suppression list", place: "7 Suppressions") {
            _ = try await HostedDriver(dyn: $0).list(.suppression)
        },
        PlatformCall(
            call: "GET /suppressions/count", operation: "suppression count",
            place: "7 Suppressions, its title, by dates"
        ) { _ = try await HostedDriver(dyn: $0).count(.suppression, "after:2026-03-01") },
        PlatformCall(call: "POST /suppressions", operation: "suppression create", place: "7 Suppressions n") {
            try await HostedDriver(dyn: $0).create(.suppression, ["address": "u@x.com"])
        },
        PlatformCall(
            call: "POST /suppressions/activate", operation: "suppression allow", place: "7 Suppressions a"
        ) { try await HostedDriver(dyn: $0).act("allow", .suppression, "q@x.net") },
        PlatformCall(
            call: "POST /suppressions/activate", operation: "contact allow", place: "5 Contacts a"
        ) { try await HostedDriver(dyn: $0).act("allow", .contact, "u@x.com") },
        PlatformCall(call: "POST /send", operation: "message", place: "2 Senders M, 5 Contacts M") {
            try await HostedDriver(dyn: $0).send(["to": "u@x.com", "subject": "Hello", "text": "Hi"])
        },
    ]

    private static let kinds = [
        ("sent", "accepted"), ("delivered", "delivered"), ("bounces", "bounce"), ("complaints", "complaint"),
        ("issues", "\"not sent\""), ("opens", "view"), ("clicks", "click"),
    ]

    private static let reports = kinds.flatMap { report, kind in
        [
            PlatformCall(
                call: "GET /reports/\(report)", operation: "event list", place: "8 Activity kind:\(kind)"
            ) { _ = try await HostedDriver(dyn: $0).list(.event, "kind:\(kind)") },
            PlatformCall(
                call: "GET /reports/\(report)/count", operation: "event count",
                place: "8 Activity, its title; W, over 18 months"
            ) { _ = try await HostedDriver(dyn: $0).count(.event, "kind:\(kind)") },
        ]
    }

    private static let uniqueReports = [("opens", "view"), ("clicks", "click")].flatMap { report, kind in
        [
            PlatformCall(
                call: "GET /reports/\(report)/unique", operation: "event list",
                place: "8 Activity kind:\(kind) unique:yes"
            ) { _ = try await HostedDriver(dyn: $0).list(.event, "kind:\(kind) unique:yes") },
            PlatformCall(
                call: "GET /reports/\(report)/count/unique", operation: "event count",
                place: "8 Activity, its title, unique:yes; W, over 18 months"
            ) { _ = try await HostedDriver(dyn: $0).count(.event, "kind:\(kind) unique:yes") },
        ]
    }
}
