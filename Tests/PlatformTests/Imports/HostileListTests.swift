import Foundation
import ServiceCore
import Synchronization
import TestSupport
import Testing

@testable import Platform

/// Lists as no program should write them: each row is taken, or refused by its line and reason, and nothing else is done.
@Suite struct HostileListTests {
    /// Rows as they stand in the list, each with why it is refused.
    private static let rows: [(text: [UInt8], refusal: String?)] = [
        (utf8("ana@a.test,Ana,+34600112233"), nil),
        (utf8("bo@b.test,Bo \"the\" Boss,"), "a quote stands within a cell that has none around it"),
        (utf8("cy@c.test,\"Cy\" x,"), "text follows a closing quote"),
        (utf8("nul@d.test,D\u{0},"), "it holds a NUL byte"),
        (utf8("latin@e.test,Jos") + [0xE9] + utf8(","), "it is no UTF-8"),
        (utf8("zoe@f.test,Zoë,"), nil),
        (utf8("ANA@a.test,Again,"), "the same as in line 2"),
        (utf8("tel@g.test,,+34 600 11 22 33"), "the same as in line 2"),
        (utf8("few@h.test"), "1 cell under 3 headings"),
        (utf8("many@i.test,M,,x"), "4 cells under 3 headings"),
        (utf8("no-address,N,"), "“no-address” is no e-mail address: it has no @"),
        (utf8(",Nobody,"), "A contact needs an e-mail address or a phone number"),
        (
            utf8("esc@j.test,\u{1B}[31mRed,"), "The text holds a line break or another control character"
        ),
        (
            utf8("big@k.test,") + Array(repeating: 0x78, count: 10_000_000),
            "it is longer than 1,048,576 bytes, or a quote is never closed"
        ),
        (utf8("late@l.test,Late,"), nil),
        (utf8("open@m.test,\"never closed,"), "a quote is opened and never closed"),
    ]

    private static func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func list(_ end: String) -> ListFile {
        let lines = [utf8("email,first_name,phone")] + rows.map(\.text)
        return .of(Array(lines.joined(separator: utf8(end))), piece: 4_099)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `every row is counted, refused ones with line and reason`(end: String) async throws {
        let bench = try await ListBench()
        let intake = try bench.platform.require(bench.platform.operations(.contact).intake)
        let before = try await bench.state()
        let refused = Mutex<[String]>([])
        let watch = ListWatch(refused: { row throws(ServiceError) in
            refused.withLock { $0.append("\(row.line): \(row.reason)") }
        })
        let wanted = Self.rows.enumerated().compactMap { place, row in
            row.refusal.map { "\(place + 2): \($0)" }
        }
        let dry = try await intake.look(Self.list(end), ListOrder(), watch)
        #expect(refused.withLock { $0 } == wanted)
        #expect(dry.sentence == "3 new, 0 changed, 0 the same, \(wanted.count) refused")
        #expect(try await bench.state() == before)

        refused.withLock { $0 = [] }
        let (report, outcome) = try await intake.take(Self.list(end), ListOrder(), watch)
        #expect(refused.withLock { $0 } == wanted && report.sentence == dry.sentence)
        let names = try await bench.platform.all(.contact).map(\.name).sorted()
        #expect(names == ["ana@a.test", "late@l.test", "zoe@f.test"])
        try await bench.platform.undo(outcome)
        #expect(try await bench.state() == before)
    }

    @Test(arguments: ["email\n", "\u{FEFF}email,phone\r\n\r\n,\r\n"])
    func `a list of no rows changes nothing`(text: String) async throws {
        let bench = try await ListBench()
        let (report, outcome) = try await bench.take(text)
        #expect(report.total == 0 && !outcome.isEdit && outcome.reversal == nil)
        #expect(try await bench.count("list_import") == 0)
        #expect(try await bench.count("contact") == 0)
    }
}
