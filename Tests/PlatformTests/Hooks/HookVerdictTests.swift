import Foundation
import ServiceCore
import Testing

@testable import Platform

@Suite struct HookVerdictTests {
    private let now = Date(timeIntervalSince1970: 1_773_144_000)

    private func verdict(
        _ status: Int, _ body: String = "", _ headers: [(name: String, value: String)] = []
    ) -> HookVerdict {
        HookVerdict(FetchAnswer(status: status, headers: headers, body: Array(body.utf8)), at: now)
    }

    @Test(arguments: [200, 201, 202, 204, 299])
    func `every 2xx is done`(status: Int) { #expect(verdict(status) == .done) }

    @Test(arguments: [403, 406, 410])
    func `403, 406 and 410 end it`(status: Int) { #expect(verdict(status) == .stopped) }

    @Test(arguments: [301, 400, 401, 404, 405, 408, 500, 502, 504])
    func `whatever else is answered is tried again`(status: Int) {
        #expect(verdict(status) == .again(after: nil))
    }

    @Test func `SendClean's sentence is done whatever the status`() {
        #expect(verdict(500, "<p>God bless you, SendClean</p>") == .done)
        #expect(verdict(403, "God bless you, SendClean") == .done)
        #expect(verdict(500, "god bless") == .again(after: nil))
    }

    @Test(arguments: [429, 503])
    func `the wait that is asked for is kept`(status: Int) {
        #expect(verdict(status, "", [("Retry-After", "120")]) == .again(after: .seconds(120)))
        let date = "Tue, 10 Mar 2026 12:10:00 GMT"
        #expect(verdict(status, "", [("retry-after", date)]) == .again(after: .seconds(600)))
        #expect(verdict(status, "", [("retry-after", "soon")]) == .again(after: nil))
    }

    @Test func `no answer is tried again, and a URL that is none is not`() {
        #expect(HookVerdict(ServiceError(.timedOut, "Late.")) == .again(after: nil))
        #expect(HookVerdict(ServiceError(.refused, "Private.")) == .again(after: nil))
        #expect(HookVerdict(ServiceError(.invalid, "No URL.")) == .stopped)
    }
}
