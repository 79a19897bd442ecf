import Providers
import ServiceCore
import TestSupport
import Testing

/// Lists of which each row tells its name alone, or one row tells what nobody can read.
@Suite struct ContractRowTests {
    /// A list, and the member of an answer that makes an object one of its rows.
    struct Told: Sendable, CustomTestStringConvertible {
        let platform: String
        let kind: ResourceKind
        let key: String
        /// What a row cannot do without, besides.
        var needs: Set<String> = []

        init(_ platform: String, _ kind: ResourceKind, _ key: String, needs: Set<String> = []) {
            (self.platform, self.kind, self.key, self.needs) = (platform, kind, key, needs)
        }

        var testDescription: String { "\(platform) \(kind.rawValue)" }
    }

    /// smsdrop's rows stand in `OddRowTests`: a platform that is served lists no campaign before one is sent.
    private static let lists = [
        Told("dyn", .account, "username"), Told("dyn", .sender, "emailaddress"),
        Told("dyn", .suppression, "emailaddress"), Told("sendclean", .smtpUser, "smtp_user_name"),
        Told("sendclean", .trackingDomain, "domain"), Told("sendclean", .sendingDomain, "domain"),
        Told("dmds", .group, "id", needs: ["nombre"]), Told("dmds", .campaign, "id", needs: ["numid"]),
    ]

    /// The list of a platform as it is, and as it is told in a way.
    private func rows(_ told: Told, _ way: ServerWay) async throws -> (sound: [Row], told: [Row]) {
        let served = try await ServedPlatform(told.platform)
        let front = try await served.front()
        let connection = try served.connect(through: front, TestTime(), trail: KeptTrail())
        let sound = try await ContractStage.rows(told.kind, of: connection)
        let subject = try #require(ContractSubject.all.first { $0.kind == told.platform })
        front.behave(way, isWrite: subject.isWrite)
        let fresh = try served.connect(through: front, TestTime(), trail: KeptTrail())
        return (sound, try await ContractStage.rows(told.kind, of: fresh))
    }

    @Test(arguments: lists)
    func `what is not told is neither on nor off, and no row is missing`(list: Told) async throws {
        let (sound, told) = try await rows(list, .partialRows(of: list.key, keeping: list.needs))
        #expect(!sound.isEmpty && Set(told.map(\.id)) == Set(sound.map(\.id)))
        for row in told {
            let flags = row.schema.fields.filter { $0.kind == .flag }
            for flag in flags { #expect(row[flag.id] == .none, "\(list.testDescription) \(flag.id)") }
        }
    }

    @Test(arguments: lists)
    func `one odd row hides no other and says that it is odd`(list: Told) async throws {
        let (sound, told) = try await rows(list, .oddRow(of: list.key))
        #expect(told.map(\.id).count == sound.count)
        #expect(told.count { $0.oddity != nil } == 1)
        for row in told where row.oddity == nil { #expect(sound.contains(row), "\(row.name)") }
    }
}
