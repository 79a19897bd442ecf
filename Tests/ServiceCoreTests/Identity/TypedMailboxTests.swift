import ServiceCore
import Testing

@Suite struct TypedMailboxTests {
    @Test(arguments: [
        ("ana@x.com", "", "ana@x.com"), (" <ana@x.com> ", "", "ana@x.com"),
        ("Bé <be@x.com>", "Bé", "be@x.com"), (#""Ana, P." <ana@x.com>"#, "Ana, P.", "ana@x.com"),
        (#""A \"Bo\" \\ C" < a@x.com >"#, #"A "Bo" \ C"#, "a@x.com"),
        ("Li, Ana <a@x.com>", "Li, Ana", "a@x.com"),
        (#""<b@x.com>" <a@x.com>"#, "<b@x.com>", "a@x.com"), (#""" <a@x.com>"#, "", "a@x.com"),
    ])
    func `a person is a name and an address`(_ text: String, _ name: String, _ address: String) throws {
        #expect(try #require(TypedMailbox(text)) == TypedMailbox(name: name, address: address))
    }

    @Test(arguments: [
        #""Ana <a@x.com>"#, #""Ana" P. <a@x.com>"#, #"A"na <a@x.com>"#, "<a@x.com", "Ana> a@x.com",
    ])
    func `what is not closed is nobody`(_ text: String) {
        #expect(TypedMailbox(text) == nil)
    }

    @Test func `people are told apart by commas, semicolons and lines outside quotes`() {
        let line = #"a@x.com, "Ana, P.; \"x, y\"" <b@x.com>;Bé <c@x.com>\#n , d@x.com"#
        #expect(
            TypedMailbox.parts(of: line) == [
                "a@x.com", #""Ana, P.; \"x, y\"" <b@x.com>"#, "Bé <c@x.com>", "d@x.com",
            ])
        #expect(TypedMailbox.parts(of: " , ;").isEmpty)
    }

    @Test func `a name is written in quotes, and read back`() throws {
        let person = TypedMailbox(name: #"Ana "A, \" P."#, address: "a@x.com")
        #expect(person.quoted == #""Ana \"A, \\\" P." <a@x.com>"#)
        #expect(TypedMailbox(person.quoted) == person)
        #expect(TypedMailbox(address: "a@x.com").quoted == "a@x.com")
    }

    @Test func `a form's line names who is no address, and has each address once`() throws {
        let values = FormValues(["to": "Bé <b@x>, b@x, \"Ana, P.\" <c@x>", "bad": "b@x, P., Ana <c@x>"])
        let isAddress = { (text: String) in text.contains("@") }
        #expect(
            try values.mailboxes("to", isAddress: isAddress) == [
                TypedMailbox(name: "Bé", address: "b@x"), TypedMailbox(name: "Ana, P.", address: "c@x"),
            ])
        let error = #expect(throws: ServiceError.self) { try values.mailboxes("bad", isAddress: isAddress) }
        #expect(error?.message == "“P.” is no e-mail address.")
        #expect(error?.field == "bad" && error?.hint == TypedMailbox.hint)
        #expect(try values.mailbox("cc", isAddress: isAddress) == nil)
    }

    @Test(arguments: ["B\u{0}b <b@x>", "\"B\nb\" <b@x>"])
    func `a name that could begin another header is refused`(_ text: String) {
        #expect(throws: ServiceError.self) { try FormValues(["to": text]).mailbox("to") { _ in true } }
    }
}
