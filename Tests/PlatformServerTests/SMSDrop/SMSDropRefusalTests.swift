import Foundation
import Testing

@testable import PlatformServer

/// Requests that break a rule (§3, §5).
@Suite struct SMSDropRefusalTests {
    private static let right = [
        "message": "\"hi\"", "sender": "\"Max\"", "recipient_list": "[\"+22963588213\"]",
    ]

    private func send(_ fields: [String: String]) async throws -> SMSDropAnswer {
        let pairs = Self.right.merging(fields) { $1 }.filter { !$0.value.isEmpty }
        let json = pairs.map { #""\#($0.key)": \#($0.value)"# }.joined(separator: ", ")
        return await (try await SMSDropDesk()).post("api/campaigns/", "{\(json)}")
    }

    @Test(arguments: [
        ("message", ""), ("message", "null"), ("message", "\"\""), ("message", "5"),
        ("message", #""a\u0000b""#), ("message", #""\ud800""#),
        ("sender", ""), ("sender", "null"), ("sender", "\"\""), ("sender", "[]"),
        ("sender", "\"TwelveLetter\""),
        ("sender", "\"1234567890123456789\""), ("sender", "\"My Shop\""), ("sender", "\"Café\""),
        ("recipient_list", ""), ("recipient_list", "null"), ("recipient_list", "[]"),
        ("recipient_list", "\"+22963588213\""), ("message_type", "3"), ("message_type", "-1"),
        ("message_type", "\"0\""), ("message_type", "1.5"), ("title", "7"), ("title", #""a\nb""#),
    ])
    func `a value that breaks a rule is a 422 that names its field`(field: String, value: String) async throws
    {
        let answer = try await send([field: value])
        #expect(answer.status == 422)
        #expect(answer.places == ["body \(field)"])
    }

    @Test(arguments: ["Max", "ElevenChars", "22963588213", "123456789012345678"])
    func `eleven letters and digits or eighteen digits are a sender`(sender: String) async throws {
        let answer = try await send(["sender": "\"\(sender)\""])
        #expect(answer.status == 200)
        #expect(answer.object["sender"] as? String == sender)
    }

    @Test(arguments: [
        "", "+", "1234567", "+1234567", "1234567890123456", "+229 63588213", "229-63588213", "++22963588213",
        "٢٢٩٦٣٥٨٨٢١٣", "abc", "00123456",
    ])
    func `a recipient that is no number is named by its place`(number: String) async throws {
        let answer = try await send(["recipient_list": #"["+22963588213", "\#(number)"]"#])
        #expect(answer.status == 422)
        #expect(answer.clientMessage == "recipient_list[1]: must be 8 to 15 digits after an optional +")
    }

    @Test(arguments: ["12345678", "+12345678", "123456789012345", "+123456789012345"])
    func `eight to fifteen digits are a number, with a plus or without`(number: String) async throws {
        #expect(try await send(["recipient_list": "[\"\(number)\"]"]).status == 200)
    }

    @Test func `all that is wrong is told at once`() async throws {
        let answer = try await send([
            "message": "", "sender": "\"-\"", "recipient_list": "[7, \"x\"]", "defer_by": "-1",
        ])
        #expect(
            answer.places == [
                "body message", "body sender", "body recipient_list 0", "body recipient_list 1",
                "body defer_by",
            ])
        #expect(answer.clientMessage.hasPrefix("message: field required\nsender: must be at most"))
    }

    @Test func `a thousand wrong numbers do not make a thousand complaints`() async throws {
        let list = Array(repeating: "\"x\"", count: 1000).joined(separator: ",")
        #expect(try await send(["recipient_list": "[\(list)]"]).places.count == 50)
    }

    @Test func `more parts than can be numbered are refused`() async throws {
        let most = String(repeating: "a", count: 255 * 153)
        #expect(try await send(["message": "\"\(most)\""]).status == 201)
        #expect(try await send(["message": "\"\(most)a\""]).places == ["body message"])
    }

    @Test(arguments: ["", "{", "nonsense", "[]", "7", "null", "\"text\"", "{} {}"])
    func `a body that is no JSON object is a 422 with a place`(body: String) async throws {
        let desk = try await SMSDropDesk()
        for path in ["api/campaigns/", "api/campaigns/retry"] {
            let answer = await desk.post(path, body)
            #expect(answer.status == 422)
            #expect(answer.places == ["body __root__"])
        }
    }

    @Test func `nothing is made of what is refused`() async throws {
        let desk = try await SMSDropDesk()
        await desk.launch(["x"])
        #expect(await desk.get("api/campaigns/").list.isEmpty)
        #expect(await desk.credits() == 100)
    }

    @Test func `a body without end is refused`() async throws {
        let desk = try await SMSDropDesk()
        let answer = await desk.call(
            "POST", "api/campaigns", body: Array(repeating: 0x20, count: (4 << 20) + 1))
        #expect(answer.status == 413 && answer.detail != nil)
    }
}
