import Testing

@testable import Platform

@Suite struct MailTokenTests {
    private let vault = Vault(key: Array(repeating: 7, count: 32))
    private let token = MailToken(.click, delivery: 1_234_567, link: 42)

    @Test func `what was written is read again, as an address in either case`() {
        for number: Int64 in [0, 1, 127, 128, 300, 1_234_567, .max, -1] {
            let bounce = MailToken(.bounce, delivery: number)
            let written = bounce.written(for: .address, by: vault)
            #expect(MailToken(written, as: .bounce, in: .address, by: vault) == bounce)
            #expect(MailToken(written.uppercased(), as: .bounce, in: .address, by: vault) == bounce)
            let click = MailToken(.click, delivery: number, link: number)
            #expect(
                MailToken(click.written(for: .link, by: vault), as: .click, in: .link, by: vault) == click)
        }
    }

    @Test func `it fits into a local part and a link`() {
        let bounce = MailToken(.bounce, delivery: 999_999_999).written(for: .address, by: vault)
        #expect(bounce.count <= 32 && bounce.allSatisfy { "abcdefghijklmnopqrstuvwxyz234567".contains($0) })
        let click = token.written(for: .link, by: vault)
        #expect(click.count <= 28)
        #expect(click.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
    }

    @Test func `no letter of it can be changed`() {
        for alphabet in [MailToken.Alphabet.address, .link] {
            let written = Array(token.written(for: alphabet, by: vault))
            for place in written.indices {
                for letter in "ab7_" where written[place] != letter {
                    var other = written
                    other[place] = letter
                    #expect(MailToken(String(other), as: .click, in: alphabet, by: vault) == nil)
                }
            }
        }
    }

    @Test func `one for a pixel ends no subscription, and another directory's is none`() {
        let written = token.written(for: .link, by: vault)
        #expect(MailToken(written, as: .unsubscribe, in: .link, by: vault) == nil)
        let other = Vault(key: Array(repeating: 8, count: 32))
        #expect(MailToken(written, as: .click, in: .link, by: other) == nil)
    }

    @Test(arguments: ["", "a", "=", "AAAA", "????", String(repeating: "a", count: 5000), "ab cd", "ä"])
    func `whatever else is given is no token`(_ text: String) {
        for alphabet in [MailToken.Alphabet.address, .link] {
            #expect(MailToken(text, as: .click, in: alphabet, by: vault) == nil)
        }
        let written = token.written(for: .link, by: vault)
        #expect(MailToken(written + "=", as: .click, in: .link, by: vault) == nil)
        #expect(MailToken(" " + written, as: .click, in: .link, by: vault) == nil)
    }
}
