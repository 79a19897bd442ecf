import Foundation
import ServiceCore
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

/// `:relays`: where messages go, while one looks at it.
@MainActor
@Suite struct BoardTransportsTests {
    /// What a platform tells of its relay, as a test changes it.
    private final class Desk: Sendable {
        let report: Mutex<TransportReport>
        let looks = Mutex(0)

        init() {
            var way = TransportReport.Way(
                "E-mail", TransportDescription("relay", "messages leave through smtp://a:25"))
            way.side = "smtp://a:25"
            report = Mutex(TransportReport(engine: .here(since: nil), ways: [way]))
        }

        func figures(_ change: (inout TransportFigures) -> Void) {
            report.withLock { report in
                var figures = report.ways[0].figures ?? TransportFigures("smtp://a:25", measured: Date())
                change(&figures)
                report.ways[0].figures = figures
            }
        }

        @MainActor func board(_ store: FakeStore, besides: [Connection] = [], isGood: Bool = true) async
            -> BoardDriver
        {
            var connection = store.connection()
            connection.transports = TransportOperations(
                look: { () async throws(ServiceError) in
                    self.looks.withLock { $0 += 1 }
                    return self.report.withLock { $0 }
                },
                check: { () async throws(ServiceError) in
                    let words = isGood ? "in clear, no login" : "It is away."
                    return [
                        "smtp://a:25": TransportCheck(
                            time: Date(timeIntervalSince1970: 0), who: "kim", words: words, isGood: isGood)
                    ]
                })
            let driver = BoardDriver(store, connections: [connection] + besides)
            await driver.start()
            return driver
        }
    }

    private func lines(_ driver: BoardDriver) -> [String] {
        driver.page?.lines.map { "\($0.label) \($0.text)" } ?? []
    }

    @Test func `it tells where messages go, here and on the platforms of others`() async {
        let driver = await Desk().board(FakeStore(), besides: [FakeStore("dyn").hostedConnection()])
        await driver.command("relays")
        #expect(driver.place == "accounts › where messages go")
        let lines = lines(driver)
        #expect(lines[0] == "Engine this process")
        #expect(lines.contains("Goes messages leave through smtp://a:25"))
        #expect(lines.contains { $0.hasPrefix("dyn ") })
        await driver.keys("q")
        #expect(driver.place == "accounts")
    }

    @Test func `C tries the relay, says what came of it, and keeps it on the page`() async {
        let driver = await Desk().board(FakeStore())
        await driver.command("relays")
        #expect(driver.hintKeys.contains("C"))
        await driver.keys("C")
        #expect(driver.notice.contains("1 relay answered; nothing was sent"))
        #expect(lines(driver).last?.hasSuffix("by kim: in clear, no login") == true)
    }

    @Test func `a relay that does not answer is an error`() async {
        let driver = await Desk().board(FakeStore(), isGood: false)
        await driver.command("relays")
        await driver.keys("C")
        #expect(driver.notice.contains("It is away."))
        #expect(driver.snapshot.notice?.level == .error)
    }

    @Test func `what changes is shown as it changes`() async {
        let (desk, store) = (Desk(), FakeStore())
        let driver = await desk.board(store)
        await driver.command("relays")
        desk.figures { $0.state = .resting(until: nil, why: "No login.") }
        store.push(.kinds([.delivery]))
        await driver.settle()
        #expect(lines(driver).contains("State waits for a person: No login."))
    }

    @Test func `while something is open it looks each second, and then no more`() async {
        let (desk, store) = (Desk(), FakeStore())
        desk.figures { $0.openSessions = 2 }
        let driver = await desk.board(store)
        await driver.command("relays")
        desk.figures { $0.openSessions = 0 }
        await driver.advance(by: .seconds(2))
        #expect(lines(driver).contains { $0.hasPrefix("Sessions 0 open") })
        let looks = desk.looks.withLock { $0 }
        await driver.advance(by: .seconds(60))
        #expect(desk.looks.withLock { $0 } == looks && driver.clock.sleeperCount == 0)
    }

    @Test func `a page that was left is not read any more`() async {
        let (desk, store) = (Desk(), FakeStore())
        desk.figures { $0.openSessions = 2 }
        let driver = await desk.board(store)
        await driver.command("relays")
        await driver.keys("q")
        await driver.advance(by: .seconds(5))
        let looks = desk.looks.withLock { $0 }
        store.push(.kinds([.delivery]))
        await driver.advance(by: .seconds(60))
        #expect(desk.looks.withLock { $0 } == looks)
    }
}
