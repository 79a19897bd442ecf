import Foundation
import ServiceCore
import TestSupport
import Testing

extension InATerminal.Alone {
    /// Case S1.
    @Suite struct LaunchTests {
        @Test func `a launch is read, confirmed by its name, watched, and sums to the audience at the end`()
            async throws
        {
            try await BoardDesk.with(contacts: 300) { desk in
                try desk.makeCampaign("Spring greeting")
                try await desk.open()
                try await desk.press("6", showing: "Spring greeting +draft")
                try await desk.filter("greeting")
                try await desk.press("S", showing: "will be sent +\\d+")
                try await desk.fill("Spring greeting", after: "Type Spring greeting")
                try await desk.press("C-s", showing: "RUNNING since|FINISHED at")
                let screen = try await desk.terminal.wait(for: "FINISHED at")
                let books = try LaunchBooks(desk)
                #expect(books.partition.values.reduce(0, +) == books.audience)
                #expect(books.partition[.pending] == nil && books.partition[.deferred] == nil)
                #expect(screen.contains("\(books.audience) ="))
                #expect(books.audience > 100)
                books.expectNobodyTwice()
                try desk.terminal.press("q")
                try await desk.terminal.wait(for: "Spring greeting +finished")
                #expect(try await desk.quit() == 0)
            }
        }

        @Test(arguments: RandomKeys.isLong ? Array(0..<40) : [0, 6, 20])
        func `a board killed in mid-launch goes on at the next start, and nobody is sent to twice`(
            moment: Int
        ) async throws {
            try await BoardDesk.with(contacts: 600) { desk in
                try desk.makeCampaign("Killed launch")
                try await desk.open()
                try desk.terminal.press("6")
                try await desk.filter("killed")
                try await desk.press("S", showing: "will be sent +\\d+")
                try await desk.fill("Killed launch", after: "Type Killed launch")
                try desk.terminal.press("C-s")
                // The moment is told by what the sandbox has taken, not by a clock.
                try await desk.terminal.wait(for: "messages taken") {
                    try LaunchBooks.taken(desk).count > moment * 8 ? true : nil
                }
                kill(try desk.board(), SIGKILL)
                // The prompt may stand across two lines, since nobody put the cursor anywhere.
                try await desk.terminal.wait(for: "end of the board") {
                    try desk.terminal.programs().isEmpty ? true : nil
                }
                // The database may be behind the sandbox's file, which is written first.
                #expect(try LaunchBooks(desk).state != "finished")
                // No handler can run then; the shell's own words mend the terminal, in which Return is no line end now.
                try desk.terminal.type(#"stty sane; tput rmcup; tput cnorm; printf '\033[?2004l'"# + "\n")
                try await desk.terminal.wait(for: "screen of the shell") {
                    try desk.terminal.state().isAlternate ? nil : true
                }
                try await desk.open()
                try await desk.terminal.wait(for: "end of the launch") {
                    try LaunchBooks(desk).state == "finished" ? true : nil
                }
                let books = try LaunchBooks(desk)
                books.expectNobodyTwice()
                #expect(books.partition.values.reduce(0, +) == books.audience)
                #expect(books.partition[.unknown] == nil)
                #expect(try await desk.quit() == 0)
            }
        }
    }
}
