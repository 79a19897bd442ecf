import Foundation
import Mail
import ServiceCore
import Testing

@testable import Platform

@Suite struct PostbackTests {
    private func event(_ kind: EventKind, _ detail: EventDetail = .init()) -> HookEvent {
        HookEvent(
            id: 7, kind: kind, at: Date(timeIntervalSince1970: 0), address: "john@smith.com", detail: detail,
            message: HookMessage())
    }

    private let refusal = EventDetail(
        code: 550, enhanced: "5.0.0", rule: "emaildoesntexist", text: "550 rba0213rt@earthlink.net & more")

    /// The URL and the values of Dyn's help page "Email Postback URLs".
    @Test func `the marks of Dyn's own example are filled in`() {
        let template =
            "http://www.yoursite.com/bounce.php?e=@email&r=@bouncerule&t=@bouncetype&dc=@diagnostic&s=@status"
        let postback = Postback(.bounce, to: template, of: event(.bounceHard, refusal))
        #expect(
            postback.url
                == "http://www.yoursite.com/bounce.php?e=john%40smith.com&r=emaildoesntexist&t=hard"
                + "&dc=smtp%3B550%20rba0213rt%40earthlink.net%20%26%20more&s=5.0.0")
        #expect(postback.body.isEmpty)
    }

    @Test func `a URL without marks is posted a form with fields of their names`() {
        let postback = Postback(.bounce, to: "https://shop.example/in", of: event(.bounceSoft, refusal))
        #expect(postback.url == "https://shop.example/in")
        #expect(
            postback.body
                == "event=bounce&email=john%40smith.com&bouncetype=soft&bouncerule=emaildoesntexist"
                + "&bouncecode=550&diagnostic=smtp%3B550%20rba0213rt%40earthlink.net%20%26%20more&status=5.0.0"
        )
        let complaint = Postback(.spam, to: "https://shop.example/in", of: event(.complaint))
        #expect(complaint.body == "event=spam&email=john%40smith.com")
    }

    @Test func `a mark that has no value stands for nothing, and other words stay`() {
        let template = "https://shop.example/@me?x=@X-Order&t=@bouncetype&e=@Email&q=@@emails"
        let postback = Postback(.unsubscribe, to: template, of: event(.unsubscribe))
        #expect(postback.url == "https://shop.example/@me?x=&t=&e=john%40smith.com&q=@@emails")
    }

    @Test func `the message's own X-headers go along by their names`() {
        let message = HookMessage(headers: [
            MailHeader("X-Order", "17 & 4"), MailHeader("List-Id", "a"),
        ])
        let event = HookEvent(
            id: 7, kind: .complaint, at: Date(timeIntervalSince1970: 0), address: "a@b.example",
            detail: .init(), message: message)
        let form = Postback(.spam, to: "https://shop.example/in", of: event)
        #expect(form.body == "event=spam&email=a%40b.example&X-Order=17%20%26%204")
        let filled = Postback(.spam, to: "https://shop.example/in?o=@x-order", of: event)
        #expect(filled.url == "https://shop.example/in?o=17%20%26%204")
    }

    @Test(arguments: ["https://@email/in", "https://@email", "https://shop.example"])
    func `no value becomes part of the host`(template: String) {
        #expect(Postback(.spam, to: template, of: event(.complaint)).url == template)
    }
}
