import Foundation
import Providers
import ServiceCore
import Testing

@Suite struct JSONParsingTests {
    private func value(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

    @Test func `every kind of value is read, members in order and numbers as written`() throws {
        let text = #" {"b": [1, -2.50e3, true, false, null], "a": "x\n\"\\\/\u00e9\ud83d\ude00"} "#
        #expect(
            try value(text)
                == .object([
                    .init("b", .array([.number("1"), .number("-2.50e3"), true, false, nil])),
                    .init("a", "x\n\"\\/é😀"),
                ]))
    }

    @Test(arguments: [#""\ud800""#, #""\udc00""#, #""\ud800x""#, #""\ud800\u0041""#])
    func `half a surrogate pair becomes a replacement, not a refusal`(text: String) throws {
        guard case .string(let read) = try value(text) else { throw ServiceError(.invalid, "No text.") }
        #expect(read.first == "\u{FFFD}")
    }

    @Test(arguments: [
        "", "{", "[1,", "[1 2]", "{\"a\"}", "{\"a\":}", "{a:1}", "tru", "01x", "-", "\"x", "\"\\u12\"",
        "[1]]", "+1",
        "'a'", "<html>", "1 2", "nan",
    ])
    func `what is no JSON is refused`(text: String) {
        #expect(throws: (any Error).self) { try value(text) }
    }

    @Test func `a byte order mark and words for no number are taken`() throws {
        #expect(try value("\u{FEFF}[NaN, Infinity]") == [nil, nil])
    }

    @Test func `of two members with one name the last is taken`() throws {
        #expect(try value(#"{"a": 1, "a": 2}"#).member("a") == 2)
    }

    @Test func `nesting up to the limit is read on a thread with a small stack`() async throws {
        let text = String(repeating: "[", count: 256) + "1" + String(repeating: "]", count: 256)
        let isRead = await withCheckedContinuation { continuation in
            let thread = Thread {
                continuation.resume(returning: (try? JSONValue(parsing: Array(text.utf8))) != nil)
            }
            thread.stackSize = 512 << 10
            thread.start()
        }
        #expect(isRead)
    }

    @Test(arguments: [258, 1000, 1_000_000])
    func `deeper nesting is refused without a crash`(depth: Int) {
        #expect(throws: (any Error).self) { try value(String(repeating: "[", count: depth)) }
        #expect(throws: (any Error).self) { try value(String(repeating: #"{"a":"#, count: depth)) }
    }

    @Test func `any bytes at all give a value or an error`() {
        var random = SplitMix(seed: 7)
        let seed = Array(#"{"a": [1.5e3, "x\u00e9\ud83d\ude00", true, null], "b": {"c": "\\"}}"#.utf8)
        for _ in 0..<20_000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            _ = try? JSONValue(parsing: bytes)
        }
    }

    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64
        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var bits = state
            bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
            bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
            return bits ^ (bits >> 31)
        }
    }
}
