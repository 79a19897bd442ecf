import Platform
import ServiceCore
import Testing

@Suite struct TrackingLinksTests {
    private let vault = Vault(key: Array(repeating: 7, count: 32))
    private let links = TrackingLinks(host: "links.shop.example")

    @Test(arguments: [MailToken.Kind.open, .click, .unsubscribe])
    func `what is written is read as the same token`(kind: MailToken.Kind) throws {
        let token = MailToken(kind, delivery: 8_140, link: kind == .click ? 12 : 0)
        let address = try #require(links.address(token, by: vault))
        #expect(address.hasPrefix("https://links.shop.example/t/"))
        let path = address.dropFirst(links.origin.count)
        #expect(TrackingLinks.token(ofPath: path, by: vault) == token)
        #expect(TrackingLinks.token(ofPath: path, by: Vault(key: Array(repeating: 8, count: 32))) == nil)
    }

    @Test func `a token of one path is nothing on another`() throws {
        let click = try #require(links.address(MailToken(.click, delivery: 1, link: 2), by: vault))
        let path = click.dropFirst(links.origin.count).replacing("/t/c/", with: "/t/u/")
        #expect(TrackingLinks.token(ofPath: path, by: vault) == nil)
    }

    @Test(arguments: ["", "/", "/t/", "/t/u/", "/t/o/.gif", "/t/c/../../etc", "t/u/abc", "/t/u/\u{0}"])
    func `no other path names one`(path: String) {
        #expect(TrackingLinks.token(ofPath: path, by: vault) == nil)
    }

    @Test func `what bounces go to has no web address`() {
        #expect(links.address(MailToken(.bounce, delivery: 1), by: vault) == nil)
    }

    @Test func `a public address is a scheme, a host and perhaps a port`() throws {
        #expect(try TrackingLinks(publicURL: "HTTPS://Mail.Example/").origin == "https://mail.example")
        #expect(try TrackingLinks(publicURL: "http://127.0.0.1:8080").host == "127.0.0.1")
        #expect(try !TrackingLinks(publicURL: "http://127.0.0.1:8080").isEncrypted)
        for wrong in [
            "mail.example", "ftp://mail.example", "https://", "https://a b", "https://a/b", "https://a:0",
            "https://a:99999", "https://u@a", "https://a\r\nb", "https://-a",
        ] {
            #expect(throws: ServiceError.self) { try TrackingLinks(publicURL: wrong) }
        }
    }
}
