import ServiceCore
import Testing

@testable import sendboard

@Suite struct AnswerTests {
    private func confirm(_ text: String?, _ asked: ServiceCore.Confirmation, isFinal: Bool = false) throws {
        try Answer(text: text, order: ArgumentOrder(["account", "delete", "acme", "--utc"])).confirm(
            asked, count: 12, doing: "“delete” on 12 accounts", isFinal: isFinal, facts: ["It sends."])
    }

    @Test(
        arguments: [(ServiceCore.Confirmation, String?)]([
            (.none, nil), (.none, "no"), (.yesNo, "yes"), (.count, "12"), (.name("Acme Ltd"), "Acme Ltd"),
        ]))
    func `what is asked for is taken`(asked: ServiceCore.Confirmation, answer: String?) throws {
        try confirm(answer, asked)
    }

    @Test(
        arguments: [(ServiceCore.Confirmation, String?, String)]([
            (.yesNo, nil, "--yes"), (.yesNo, "12", "--yes"), (.count, "yes", "--yes 12"),
            (.name("Acme Ltd"), "yes", "--yes 'Acme Ltd'"), (.name("--yes"), nil, "--yes=--yes"),
        ]))
    func `anything else is refused with the line to type`(
        asked: ServiceCore.Confirmation, answer: String?, option: String
    ) throws {
        let error = try #require(throws: ServiceError.self) { try confirm(answer, asked) }
        #expect(error.code == .refused)
        #expect(error.hint == "sendboard account delete acme --utc \(option)")
    }

    @Test(arguments: [
        (nil, false, "“delete” on 12 accounts wants to be confirmed.\nIt sends."),
        ("no", false, "“no” does not confirm “delete” on 12 accounts.\nIt sends."),
        (nil, true, "“delete” on 12 accounts, which cannot be taken back, wants to be confirmed.\nIt sends."),
        ("no", true, "“no” does not confirm “delete” on 12 accounts, which cannot be taken back.\nIt sends."),
    ])
    func `the refusal says what would be done, and whether it is for good`(
        answer: String?, isFinal: Bool, message: String
    ) throws {
        let error = try #require(throws: ServiceError.self) { try confirm(answer, .yesNo, isFinal: isFinal) }
        #expect(error.message == message)
    }

    @Test(arguments: [
        ("kim@example.test", "kim@example.test"), ("ñandú", "ñandú"), ("a b", "'a b'"), ("", "''"),
        ("it's", #"'it'\''s'"#), ("$HOME", "'$HOME'"), ("x=1,2%", "x=1,2%"),
    ])
    func `a shell reads a word as it was`(word: String, quoted: String) {
        #expect(ShellWord.quoted(word) == quoted)
    }
}
