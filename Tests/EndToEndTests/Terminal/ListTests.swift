import Foundation
import TestSupport
import Testing

extension InATerminal.Alone {
    /// Many rows at once: a ticket's addresses on the board and on the command line.
    @Suite struct ListTests {
        /// A ticket that names people in several wrappings, and one whom nobody knows.
        private func ticket(_ addresses: [String]) -> String {
            let (first, rest) = (addresses.prefix(10), addresses.dropFirst(10))
            return """
                Hi team,
                please keep these off the bounce list: \(first.map { "\"A, B\" <\($0)>" }.joined(separator: "; ")).
                And the rest from our sheet:
                \(rest.enumerated().map { "\($0),\($1),Madrid" }.joined(separator: "\n"))
                as well as nobody.knows@nowhere.example, and \(addresses[0]) once more. Thanks! @kim
                """
        }

        /// Forty contacts that are not whitelisted.
        private func people(_ desk: BoardDesk) throws -> [String] {
            let rows = try desk.rows("contact list --search whitelisted:no --limit 40")
            let people = rows.compactMap { $0["email"] as? String }.filter { !$0.isEmpty }
            try #require(people.count == 40)
            return people
        }

        private func names(_ desk: BoardDesk) throws -> [String] {
            try desk.rows("contact list").map {
                "\($0["id"] ?? "") \($0["name"] ?? "") \($0["operation"] ?? "")"
            }
        }

        private func whitelisted(_ desk: BoardDesk, _ people: [String]) throws -> Int {
            let rows = try desk.rows("contact list")
            let set = Set(people)
            return rows.count {
                set.contains($0["email"] as? String ?? "") && $0["whitelisted"] as? Bool == true
            }
        }

        @Test
        func `forty addresses of a ticket are whitelisted within half a minute, and taken back at once`()
            async throws
        {
            try await BoardDesk.with(contacts: 120) { desk in
                let people = try people(desk)
                try await desk.open()
                let begun = ContinuousClock.now
                try await desk.press("5", showing: #"(?m)^ Contacts  \d"#)
                try await desk.press(":", showing: "─ Commands ─")
                try desk.terminal.type("mark\r")
                try await desk.terminal.wait(for: "Mark a list of contacts")
                try desk.terminal.paste(ticket(people))
                // What follows at once would still be paste.
                try await desk.terminal.wait(for: "Thanks! @kim")
                try await desk.press("C-s", showing: "40 of 41 found")
                #expect(try desk.terminal.screen().contains("1 unknown"))
                try await desk.press("y", showing: "40 contacts marked, 1 not found")
                try await desk.press("w", showing: "Whitelist 40 contacts")
                try await desk.terminal.wait(for: "the number in its field") {
                    // A dialog drops the keys of its first moments, and rows stand beside it.
                    if try desk.terminal.screen().contains("│ 40     ") { return true }
                    try desk.terminal.press("C-u")
                    try desk.terminal.type("40")
                    return nil
                }
                try await desk.press("C-s", showing: "40 contacts whitelisted")
                #expect(ContinuousClock.now - begun < .seconds(30))
                #expect(try whitelisted(desk, people) == 40)

                try desk.terminal.type(":receipt ticket.csv\r")
                try await desk.terminal.wait(for: "41 lines written to ticket.csv")
                let receipt = try String(contentsOfFile: desk.program.home + "/ticket.csv", encoding: .utf8)
                #expect(receipt.hasPrefix("target,before,after,outcome,connection,id\r\n"))
                #expect(receipt.split(separator: "\r\n").count { $0.contains(",done,") } == 40)
                #expect(receipt.contains("nobody.knows@nowhere.example,,,not found,,"))

                try await desk.press("u", showing: "undone")
                #expect(try whitelisted(desk, people) == 0)
                #expect(try await desk.quit() == 0)
            }
        }

        @Test func `marks are edited alike by one form, and taken back as one step`() async throws {
            try await BoardDesk.with(contacts: 60) { desk in
                let people = Array(try people(desk).prefix(5))
                let before = try names(desk)
                try await desk.open()
                try await desk.press("5", showing: #"(?m)^ Contacts  \d"#)
                try desk.terminal.type(":mark \(people.joined(separator: " "))\r")
                try await desk.press("C-s", showing: "5 of 5 found")
                try await desk.press("y", showing: "5 contacts marked")
                try await desk.press("e", showing: "Edit 5 contacts")
                try desk.terminal.type("Ximena")
                try await desk.press("C-s", showing: "5 change")
                try await desk.press("y", showing: "5 contacts changed")
                let named = try desk.rows("contact list --search first_name:Ximena")
                #expect(Set(named.compactMap { $0["email"] as? String }) == Set(people))
                try await desk.press("u", showing: "undone")
                #expect(try names(desk) == before)
                #expect(try await desk.quit() == 0)
            }
        }

        @Test func `a list is taken from a file and from standard input, with a receipt`() async throws {
            try await BoardDesk.with(contacts: 120) { desk in
                let people = try people(desk)
                let program = desk.program
                try program.write(ticket(people), to: program.home + "/ticket.txt")
                let refused = try program.run(
                    "contact whitelist --from-file ticket.txt --data-dir data --yes 40")
                #expect(refused.status == 3 && refused.errors.contains("nobody.knows@nowhere.example"))
                #expect(try whitelisted(desk, people) == 0)
                let done = try program.run(
                    "contact whitelist --from-file ticket.txt --keep-going --receipt r.csv --data-dir data --yes 40"
                )
                #expect(done.status == 3 && done.output.contains("40 contacts whitelisted"))
                #expect(try whitelisted(desk, people) == 40)
                let receipt = try String(contentsOfFile: program.home + "/r.csv", encoding: .utf8)
                #expect(receipt.split(separator: "\r\n").count == 42)

                let again = try program.run(
                    "contact whitelist - --data-dir data", input: people.joined(separator: "\n"))
                #expect(again.status == 0 && again.output.contains("nothing to do: 40 are so already"))
                let taken = try program.run(
                    "contact whitelist - --receipt r.csv --data-dir data",
                    input: people.joined(separator: "\n"))
                #expect(taken.status == 4 && taken.errors.contains("exists already"))

                let edited = try program.run(
                    "contact edit - groups+=ticket --create-groups --data-dir data --yes 40",
                    input: people.joined(separator: ", "))
                #expect(edited.status == 0, "\(edited.errors)")
                #expect(try desk.rows("contact list --search groups:ticket").count == 40)
                let left = try program.run("contact edit \(people[0]) groups-=ticket --data-dir data")
                #expect(left.status == 0, "\(left.errors)")
                #expect(try desk.rows("contact list --search groups:ticket").count == 39)
            }
        }
    }
}
