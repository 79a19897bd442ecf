import ServiceCore
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

/// What a form makes is sent at once where a platform keeps no drafts, so that `n` asks as `S` does.
@MainActor
@Suite struct SendingFormTests {
    private final class Sent: Sendable {
        private let kept = Mutex<[String?]>([])
        var titles: [String?] { kept.withLock { $0 } }
        func send(_ title: String?) { kept.withLock { $0.append(title) } }
    }

    private func driver(_ sent: Sent) async -> BoardDriver {
        let create = Submission<Campaign>(
            confirmation: { .name(TypedName($0.text("title") ?? "")) },
            form: { _ throws(ServiceError) in
                FormDescription(
                    title: "New campaign", fields: [FormField("title", "Title", isRequired: true)])
            },
            submit: { _, values throws(ServiceError) in
                sent.send(values.text("title"))
                return EditOutcome("launched")
            })
        let campaigns = ResourceOperations<Campaign>(
            list: .loaded(sort: RowOrder("title")) { () throws(ServiceError) in [] }, create: create)
        let driver = BoardDriver(connections: [
            Connection(id: "sms", platform: "smsdrop", resources: [RowOperations(campaigns)]).wrapped()
        ])
        await driver.start()
        await driver.keys("6", "n")
        return driver
    }

    @Test func `a form that sends wants the name after its preview`() async {
        let sent = Sent()
        let driver = await driver(sent)
        driver.type("Spring sale")
        await driver.keys("Ctrl-S", "y")
        #expect(driver.form?.preview?.target == "1 new campaign on sms", "y was typed ahead")
        await driver.answer("y")
        #expect(driver.confirm?.lines.last?.text == "What is sent cannot be taken back.")
        #expect(driver.confirm?.expected == "Spring sale")
        #expect(sent.titles.isEmpty)
        await driver.confirm(typing: "Spring sale")
        #expect(sent.titles == ["Spring sale"])
    }

    @Test func `what is asked follows what the form says now`() async {
        let sent = Sent()
        let driver = await driver(sent)
        driver.type("Spring")
        await driver.keys("Ctrl-S")
        await driver.answer("Esc")
        driver.type(" sale")
        await driver.keys("Ctrl-S")
        await driver.answer("y")
        #expect(driver.confirm?.expected == "Spring sale")
        await driver.answer("Esc")
        #expect(sent.titles.isEmpty)
        #expect(driver.form?.fields.first?.text == "Spring sale")
    }
}
