import Foundation
import GRDB
import Testing

/// Lists that come in through the built program: looked at, taken, taken back, and cut off by a kill.
@Suite struct ListImportTests {
    /// Five thousand rows, forty of them wrong in every way.
    private static var people: String {
        let wrong = [
            "no-address,X", "quoted\"@a.test,X", "\"open@a.test,X", "nul\u{0}@a.test,X", "p7@a.test,again",
            "a@a.test",
            "two@@a.test,X", "a b@a.test,X",
        ]
        let good = (1...4_960).map { "p\($0)@a.test,P\($0)" }
        var rows = good
        for place in 0..<40 { rows.insert(wrong[place % wrong.count], at: place * 120 + 60) }
        return "E-Mail,First name\r\n" + rows.joined(separator: "\r\n") + "\r\n"
    }

    private func withAccount(_ body: (BuiltProgram) async throws -> Void) async throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let made = try program.run(
            "account add kim@example.test --company Acme --phone +15550100 --password-stdin",
            input: "Marked-pass-1\n")
        #expect(made.status == 0, "\(made.errors)")
        try await body(program)
    }

    private func contacts(_ program: BuiltProgram) throws -> String {
        try program.run("contact list --format csv --columns email,first_name,groups").output
    }

    @Test func `five thousand rows with forty wrong ones come in and go again`() async throws {
        try await withAccount { program in
            try program.write(Self.people, to: program.home + "/people.csv")
            let empty = try contacts(program)
            let dry = try program.run("contact import people.csv")
            #expect(dry.status == 1, "\(dry.errors)")
            #expect(dry.output.contains("4,960 new") && dry.output.contains("40 refused"), "\(dry.output)")
            #expect(dry.output.contains("email       from “E-Mail”"))
            #expect(dry.errors.contains("hint: sendboard contact import people.csv --yes"))
            #expect(try contacts(program) == empty)

            let taken = try program.run("contact import people.csv --yes --format json")
            #expect(taken.status == 1 && taken.output.contains("\"new\":4960"), "\(taken.output)")
            #expect(try contacts(program).split(separator: "\r\n").count == 4_961)
            let refused = try String(contentsOfFile: program.home + "/people-refused.csv", encoding: .utf8)
            let lines = refused.split(separator: "\r\n")
            #expect(lines.first == "line,refused because,E-Mail,First name" && lines.count == 41)
            #expect(lines.contains { $0.hasPrefix("62,") && $0.contains("no e-mail address") })

            let trail = try program.run("audit list --format csv --columns what,target --limit 1").output
            let id = try #require(trail.split(separator: "\r\n").last?.split(separator: ",").first)
            #expect(trail.contains("import,people.csv"))
            let back = try program.run("audit restore \(id) --yes")
            #expect(back.status == 0, "\(back.errors)")
            #expect(try contacts(program) == empty)
        }
    }

    @Test func `standard input, other writings and wrong lists are told as they are`() async throws {
        try await withAccount { program in
            let utf16 = try program.run(
                "contact import - --encoding latin-1 --delimiter semicolon --map email=Post",
                input: "Post;x\na@a.test;1\n")
            #expect(utf16.status == 0 && utf16.output.contains("1 new"), "\(utf16.errors)")
            for (line, input, code, words) in [
                ("contact import -", "", Int32(2), "is empty"),
                ("contact import - --yes", "email\na\n", 1, "hint: --refused FILE keeps them"),
                ("contact import missing.csv", "", 3, "There is no file"),
                ("contact import .", "", 2, "is a folder"),
                ("contact import -", "PK\u{3}\u{4}\u{14}\u{0}", 2, "no CSV but a workbook"),
                ("contact import -", "email~name\na@a.test~Ana\n", 2, "say with --delimiter what parts them"),
                ("contact import - --delimiter ; --quote ;", "", 2, "both the delimiter and the quote"),
                ("contact import -", "name\nx\n", 2, "No column of the list is the e-mail address"),
                ("contact import - --delimiter xy", "", 2, "cannot be a delimiter"),
                ("contact import - --encoding ebcdic", "", 2, "is no encoding"),
                ("contact import - --map nope=Mail", "Mail\n", 2, "is no field that a list fills"),
                ("contact import - --account nobody@x.test", "email\n", 3, "There is no account"),
            ] {
                let failed = try program.run(line, input: input)
                #expect(failed.status == code && failed.errors.contains(words), "\(line): \(failed.errors)")
            }
        }
    }

    @Test func `suppressions come from one sender's form and go in another's`() async throws {
        try await withAccount { program in
            let bounces = "status,reason,email,created\r\n5.1.1,550 unknown,ana@a.test,1433800303\r\n"
            let taken = try program.run("suppression import - --yes", input: bounces)
            #expect(taken.status == 0 && taken.output.contains("SendGrid bounces"), "\(taken.errors)")
            let written = try program.run("suppression export postmark")
            #expect(
                written.output
                    == "EmailAddress,SuppressionReason,Origin,CreatedAt\r\nana@a.test,HardBounce,Recipient,2015-06-08T21:51:43Z\r\n"
            )
            let again = try program.run("suppression import - --yes", input: written.output)
            #expect(again.status == 0 && again.output.contains("1 the same"), "\(again.output)")
            #expect(try program.run("suppression export nope").status == 2)
        }
    }

    @Test func `a list that is killed in its middle leaves everything as it was`() async throws {
        try await withAccount { program in
            try program.write(Self.long, to: program.home + "/long.csv")
            let empty = try contacts(program)
            let errors = Pipe()
            let process = try program.begin("contact import long.csv --yes", errors: errors)
            var told = ""
            // Six thousand rows have been written when the ninth thousand is told.
            while told.firstMatch(of: /\s[5-9]\d %/) == nil,
                case let data = errors.fileHandleForReading.availableData,
                !data.isEmpty
            {
                told += String(decoding: data, as: UTF8.self)
            }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            #expect(process.terminationReason == .uncaughtSignal, "\(told)")
            #expect(try contacts(program) == empty)
            #expect(try program.run("group list --format csv --columns name").output == "id,name\r\n")
            #expect(try !program.run("audit list --format csv --columns what").output.contains("import"))
        }
    }
    @Test(.timeLimit(.minutes(20)))
    func `an undo that is killed in its middle goes to its end at the next command`() async throws {
        try await withAccount { program in
            try program.write(Self.long, to: program.home + "/long.csv")
            let empty = try contacts(program)
            #expect(try program.run("contact import long.csv --yes").status == 0)
            let trail = try program.run("audit list --format csv --columns what --limit 1").output
            let id = try #require(trail.split(separator: "\r\n").last?.split(separator: ",").first)
            let data = try DatabaseQueue(path: program.home + "/.local/share/sendboard/sendboard.sqlite")
            func isTrue(_ condition: String) throws -> Bool {
                try data.read {
                    try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM \(condition))") == true
                }
            }
            let process = try program.begin("audit restore \(id) --yes")
            // Marked before the first row goes, so that nearly all is left to do. A notice of it would come too late, and
            // so would a task that waits for its turn among those of other tests: this thread asks until it is so.
            while process.isRunning, try !isTrue("list_import WHERE state = 'reverting'") {}
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            #expect(process.terminationReason == .uncaughtSignal)
            #expect(try isTrue("list_import_part"), "nothing was left to do")
            // Whoever takes it back has said so before the first row went.
            let looked = try program.run("audit list --format csv --columns what --read-only")
            #expect(looked.errors.contains("Taking an import back was cut off: "), "\(looked.errors)")
            #expect(looked.errors.contains("still here, until the next start without --read-only."))
            #expect(try isTrue("list_import_part"), "who only reads has changed something")
            let told = looked.output
            #expect(told.split(separator: "\r\n").dropFirst().first?.hasSuffix(",undo") == true, "\(told)")

            let mended = try program.run("info")
            #expect(mended.errors.contains("taking back "), "\(mended.errors)")
            #expect(try contacts(program) == empty)
            #expect(try program.run("group list --format csv --columns name").output == "id,name\r\n")
            #expect(try program.run("audit list --format csv --columns what").output == told)
            let again = try program.run("undo \(id) --yes")
            #expect(again.status != 0 && again.errors.contains("took it back"), "\(again.errors)")
        }
    }
}

extension ListImportTests {
    /// More than is written at once.
    fileprivate static let long =
        "email,groups\n" + (1...20_000).map { "p\($0)@a.test,spring" }.joined(separator: "\n")
}
