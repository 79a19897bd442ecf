import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform
@testable import PlatformServer

/// A server with one message that went out a while ago, and what its links name.
struct TrackingGround: Sendable {
    let desk: ServerDesk
    let pixel: String
    let click: String
    let page: String

    static let host = "links.shop.example"
    static let person = "ana@shop.example"
    static let target = "https://shop.example/sale?a=1&b=2"

    init(company: String = "Shop") async throws {
        desk = try await ServerDesk()
        _ = try await desk.accountWithoutPassword("ops@shop.example")
        let made = try await desk.platform.context.store.write { db in
            try db.execute("UPDATE account SET company_name = \(company)")
            let account = try Int64.fetchOne(db, "SELECT id FROM account") ?? 0
            try db.execute(
                """
                INSERT INTO tracking_domain (account, name, created_at) VALUES (\(account), \(Self.host), 0)
                """)
            let batch = try Batches.insert(account: account, campaign: nil, channel: .email, at: 0, in: db)
            let submission = try Batches.insertSubmission(
                batch: batch, source: "dyn", message: FrozenMessage(from: "news@shop.example"), html: nil,
                text: nil, policy: "resend", expires: nil, at: 0, in: db)
            let link = try db.insert(into: "link", [("submission", submission), ("url", Self.target)])
            try db.execute(
                """
                INSERT INTO delivery (submission, batch, ordinal, address, state, changed_at)
                VALUES (\(submission), \(batch), 1, \(Self.person), 5, 0)
                """)
            return (delivery: db.lastInsertedRowID, link: link)
        }
        let (vault, links) = (desk.platform.context.vault, TrackingLinks(host: Self.host))
        func path(_ kind: MailToken.Kind, _ link: Int64 = 0) throws -> String {
            let address = links.address(MailToken(kind, delivery: made.delivery, link: link), by: vault)
            return String(try #require(address).dropFirst(links.origin.count))
        }
        (pixel, click, page) = (try path(.open), try path(.click, made.link), try path(.unsubscribe))
    }

    /// Says one request to the server and gives what it answers.
    static func ask(
        _ url: String, _ method: String, _ path: String, host: String = Self.host, headers: [String] = [],
        body: String = ""
    ) async throws -> RawAnswer {
        let length = body.isEmpty && method != "POST" ? [] : ["content-length: \(body.utf8.count)"]
        let head = ["\(method) \(path) HTTP/1.1", "host: \(host)", "connection: close"] + length + headers
        return RawAnswer(
            try await RawConnection(url).talk(head.joined(separator: "\r\n") + "\r\n\r\n" + body))
    }

    static let form = "content-type: application/x-www-form-urlencoded"

    func count(_ what: String) async throws -> Int {
        try await desk.platform.context.store.read { db in
            try Int.fetchOne(db, SQL(text: "SELECT count(*) FROM \(what)")) ?? 0
        }
    }
}

extension RawAnswer {
    var status: Int? { statuses.first }

    /// A header of the first answer.
    func header(_ name: String) -> String? {
        let head = text.components(separatedBy: "\r\n\r\n")[0].components(separatedBy: "\r\n").dropFirst()
        let line = head.first { $0.lowercased().hasPrefix(name + ":") }
        return line.map { String($0.dropFirst(name.count + 1)).trimmingBlanks }
    }
}
