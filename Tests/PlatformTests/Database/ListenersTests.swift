import Foundation
import Glibc
import ServiceCore
import Store
import Testing

@testable import Platform

/// Where a directory is served is true only of processes that run.
@Suite struct ListenersTests {
    private let desk: TemporaryPlatform

    init() async throws { desk = try await TemporaryPlatform() }

    private var store: PlatformStore { desk.platform.context.store }

    private func add(_ use: Listener.Use, _ place: String, of process: ProcessMark) async throws {
        let listener = Listener(use, place, since: Date(timeIntervalSince1970: 5), of: process)
        try await store.write { db in try Listeners.add(listener, in: db) }
    }

    private func places() async throws -> [String] { try await desk.platform.listeners().map(\.place) }

    @Test func `what this process serves is told with since when, until it ends`() async throws {
        #expect(try await places() == [])
        try await desk.platform.listens(.apis, at: "http://127.0.0.1:8025")
        try await desk.platform.listens(.maildir, at: "/var/mail/bounces")
        let told = try await desk.platform.listeners()
        #expect(told.map(\.use) == [.apis, .maildir] && told.allSatisfy { $0.processID == getpid() })
        #expect(told[0].time.timeIntervalSince1970 > 0)
        try await desk.platform.endListening()
        #expect(try await places() == [])
        #expect(try await store.meta(.listeners) == nil)
    }

    @Test func `a process that is gone is told no more, and forgotten by the next`() async throws {
        let own = ProcessMark.own.text.split(separator: " ").map(String.init)
        // Its number was given again, its machine was started anew, it never was.
        let gone = [
            "\(own[0]) \(own[1]) 1", "another-boot \(own[1]) \(own[2])", "\(own[0]) 0 \(own[2])", "", "x y z",
        ]
        for (number, mark) in gone.enumerated() {
            try await add(.apis, "http://127.0.0.1:\(number)", of: ProcessMark(text: mark))
            #expect(try await places() == [])
        }
        try await add(.bounces, "lmtp://127.0.0.1:2526", of: .own)
        #expect(try await places() == ["lmtp://127.0.0.1:2526"])
        #expect(try await store.meta(.listeners)?.contains("127.0.0.1:1") == false)
    }

    @Test func `a killed process that its parent has not asked about yet is gone`() async throws {
        var child: pid_t = 0
        var words: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/sleep"), strdup("600"), nil]
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        defer { for word in words { free(word) } }
        let fault = posix_spawn(&child, "/bin/sleep", nil, nil, &words, &environment)
        try #require(fault == 0)
        let stat = try String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
        let fields = stat[try #require(stat.lastIndex(of: ")"))...].split(separator: " ")
        let boot = ProcessMark.own.text.prefix { $0 != " " }
        let mark = ProcessMark(text: "\(boot) \(child) \(fields[20])")
        #expect(mark.isAlive)
        kill(child, SIGKILL)
        var ended = siginfo_t()
        waitid(P_PID, id_t(child), &ended, WEXITED | WNOWAIT)
        #expect(!mark.isAlive)
        waitpid(child, nil, 0)
        #expect(!mark.isAlive)
    }

    @Test func `what another program wrote there is not believed, and in nobody's way`() async throws {
        try await store.setMeta(.listeners, to: "[{\"use\":\"teleprinter\"}]")
        #expect(try await places() == [])
        try await desk.platform.listens(.pages, at: "https://mail.shop.example")
        #expect(try await places() == ["https://mail.shop.example"])
    }
}
