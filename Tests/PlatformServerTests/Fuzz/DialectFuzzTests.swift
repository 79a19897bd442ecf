import Foundation
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// Spoilt requests to every dialect there is: each is answered, and in the form that the dialect answers in.
@Suite struct DialectFuzzTests {
    /// A request that each dialect knows, keys and all, with bodies in both forms.
    private static func requests(_ key: String) -> [ServerRequest] {
        let form = Array(
            "apikey=\(key)&token=\(key)&owner_id=shop&emailaddress=a%40x.example&numid=1&email=a%40x.example"
                .utf8)
        let json = Array(#"{"apikey": "\#(key)", "token": "\#(key)", "id": 1, "list": [1, "a", null]}"#.utf8)
        let paths = [
            ["rest", "json", "accounts"], ["rest", "json", "senders"], ["rest", "json", "send"],
            ["v1.0", "messages", "sendMail"], ["v1.0", "settings", "viewUserDetail"], ["v1", "contacto"],
            ["v1", "campania"],
            ["api", "campaigns"], ["campaigns", "retry"], ["api", "auth", "login"], ["sms", "receipt", key],
        ]
        return paths.flatMap { path in
            [
                ServerRequest(
                    "GET", path, query: RequestFields(encoded: form), headers: [("authorization", key)]),
                ServerRequest("POST", path, headers: [("authorization", key)], body: form),
                ServerRequest(
                    "POST", path, headers: [("authorization", key), ("content-type", "application/json")],
                    body: json),
            ]
        }
    }

    @Test func `whatever comes, every dialect answers, and goes on answering`() async throws {
        let desk = try await ServerDesk()
        let key = try await desk.account().apiKey.reveal()
        for dialect in DialectRegistry.all(desk.host) {
            let name = type(of: dialect).name
            let own = Self.requests(key).filter { dialect.serves($0.path) }
            #expect(!own.isEmpty, "\(name) serves none of the paths")
            var mutations = RequestMutations(seed: 7)
            for turn in 0..<300 where !own.isEmpty {
                let request = mutations.spoil(own[turn % own.count])
                let answer = await dialect.answer(request)
                let about = Comment(rawValue: "\(name): \("\(request)".prefix(500))")
                #expect((200..<500).contains(answer.status), about)
                #expect(answer.body.count < 1 << 20, about)
                check(answer, about)
            }
        }
    }

    /// What says that it is JSON is JSON, and nothing is sent without saying what it is.
    private func check(_ answer: ServerResponse, _ about: Comment) {
        let type = answer.headers.first { $0.name == "content-type" }?.value
        #expect(type != nil || answer.body.isEmpty, about)
        guard type?.contains("json") == true else { return }
        let json = try? JSONSerialization.jsonObject(with: Data(answer.body), options: .fragmentsAllowed)
        #expect(json != nil, about)
    }
}
