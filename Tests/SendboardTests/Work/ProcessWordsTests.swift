import Foundation
import Glibc
import Testing

@testable import sendboard

@Suite struct ProcessWordsTests {
    @Test func `a process is named by its number where that is known`() {
        #expect(ProcessWords.of(0) == "another process")
        let own = ProcessInfo.processInfo.processIdentifier
        #expect(ProcessWords.of(own) == "process \(own)")
    }

    @Test func `one that is stopped is told with how it goes on`() throws {
        let sleeper = Process()
        sleeper.executableURL = URL(filePath: "/bin/sh")
        sleeper.arguments = ["-c", "kill -STOP $$"]
        try sleeper.run()
        let id = sleeper.processIdentifier
        defer {
            kill(id, SIGCONT)
            sleeper.waitUntilExit()
        }
        waitid(P_PID, id_t(id), nil, WSTOPPED | WNOWAIT)
        #expect(ProcessWords.of(id) == "process \(id), which is stopped (kill -CONT \(id) lets it go on)")
    }
}
