import Glibc
import Testing

@testable import sendboard

@Suite struct InterruptionTests {
    @Test func `a signal that was ignored from the start stays ignored`() {
        let found = signal(SIGHUP, SIG_IGN)
        defer { signal(SIGHUP, found) }
        #expect(Interruption.heeded() == [SIGINT, SIGTERM])
    }
}
