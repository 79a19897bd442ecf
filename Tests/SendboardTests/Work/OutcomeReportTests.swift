import ServiceCore
import Testing

@testable import sendboard

@Suite struct OutcomeReportTests {
    private func written(_ outcome: EditOutcome, _ format: OutputFormat = .table) throws -> String {
        let captured = CapturedConsole()
        try OutcomeReport(format: format).write(outcome, captured.console.output)
        return captured.text
    }

    @Test func `the sentence, what was found and the secret are a line each, and none steers`() throws {
        let outcome = EditOutcome(
            "smtp7 \u{1B}[31mreset", revealed: [.init("Password", Secret("s3"), of: "smtp7")],
            findings: ["Its limit is reached."])
        #expect(
            try written(outcome) == "smtp7 ␛[31mreset\nIts limit is reached.\nPassword of smtp7: s3\n")
        #expect(
            try written(outcome, .csv)
                == "what,text\r\nmessage,smtp7 \\u001b[31mreset\r\nfinding,Its limit is reached.\r\n"
                + "Password of smtp7,s3\r\n")
    }

    @Test func `JSON has the rows too, and no secrets where none was made`() throws {
        let contact = Contact(id: ResourceID("fake", .contact, "kim"), account: "acme", email: "kim@x.test")
        let text = try written(EditOutcome("made", rows: [Row(contact)], findings: ["new"]), .json)
        #expect(text.hasPrefix(#"{"message":"made","rows":[{"id":"kim","connection":"fake","#), "\(text)")
        #expect(text.hasSuffix("}],\"findings\":[\"new\"]}\n") && !text.contains("secrets"))
    }

    @Test(arguments: [
        ([["Password", "smtp7", "s3"]], #"{"password":"s3"}"#),
        ([["API key", "a", "k1"], ["API key", "b", "k2"]], #"{"api_key":{"a":"k1","b":"k2"}}"#),
        ([["API key", "a", "k1"], ["Password", "a", "s3"]], #"{"api_key":"k1","password":"s3"}"#),
    ])
    func `secrets are told by what they are, several of a sort by whose`(
        secrets: [[String]], json: String
    ) throws {
        let outcome = EditOutcome(
            "done", revealed: secrets.map { .init($0[0], Secret($0[2]), of: $0[1]) })
        #expect(
            try written(outcome, .json) == #"{"message":"done","rows":[],"findings":[],"secrets":\#(json)}"#
                + "\n")
    }
}
